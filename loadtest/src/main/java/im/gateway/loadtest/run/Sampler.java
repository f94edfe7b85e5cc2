package im.gateway.loadtest.run;

import im.gateway.loadtest.drive.XmppUsers;
import im.gateway.loadtest.measure.Latencies;
import im.gateway.loadtest.measure.Ledger;
import im.gateway.loadtest.measure.ProcessCpu;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** Reads all counters once a second. Confined to one thread. */
final class Sampler {
    private static final double MICROS = 1000.0;

    private final List<Surroundings.Node> nodes;
    private final Ledger ledger;
    private final Latencies latencies;
    private final XmppUsers users;
    private final long begin;
    private final List<Result.Sample> samples = new ArrayList<>();
    private Reading last;

    /** The counters at one moment; CPU in seconds since each process began. */
    record Reading(
            long nanos,
            long sent,
            long settled,
            List<Double> nodeCpu,
            List<Double> compilerCpu,
            double harnessCpu,
            ProcessCpu.MachineTime machine,
            long collections,
            long collectionMillis) {
        double allNodesCpu() {
            return nodeCpu.stream().mapToDouble(Double::doubleValue).sum();
        }
    }

    /**
     * Counts from now on.
     *
     * @param begin of the load
     */
    Sampler(List<Surroundings.Node> nodes, Ledger ledger, Latencies latencies, XmppUsers users, long begin)
            throws IOException {
        this.nodes = nodes;
        this.ledger = ledger;
        this.latencies = latencies;
        this.users = users;
        this.begin = begin;
        this.last = read();
    }

    /** The counters now. */
    Reading read() throws IOException {
        List<Double> cpu = new ArrayList<>();
        List<Double> compilers = new ArrayList<>();
        long collections = 0;
        long collectionMillis = 0;
        for (Surroundings.Node node : nodes) {
            long pid = node.server().pid();
            cpu.add(ProcessCpu.seconds(pid));
            compilers.add(ProcessCpu.seconds(pid, "C1 Compiler") + ProcessCpu.seconds(pid, "C2 Compiler"));
            collections += node.probe().collections();
            collectionMillis += node.probe().collectionMillis();
        }
        return new Reading(
                System.nanoTime(),
                ledger.sent(),
                ledger.settled(),
                cpu,
                compilers,
                ProcessCpu.seconds(ProcessHandle.current().pid()),
                ProcessCpu.machine(),
                collections,
                collectionMillis);
    }

    /** One more sample of the timeline. */
    Result.Sample sample(boolean measured) throws IOException {
        Reading now = read();
        Histogram interval = latencies.interval();
        boolean any = interval.getTotalCount() > 0;
        double seconds = Math.max(1e-3, (now.nanos() - last.nanos()) / 1e9);
        Result.Sample sample = new Result.Sample(
                (now.nanos() - begin) / 1e9,
                measured,
                now.sent() - last.sent(),
                now.settled() - last.settled(),
                users.online(),
                any ? interval.getValueAtPercentile(50) / MICROS : 0,
                any ? interval.getValueAtPercentile(99) / MICROS : 0,
                any ? interval.getMaxValue() / MICROS : 0,
                (now.allNodesCpu() - last.allNodesCpu()) / seconds,
                (now.harnessCpu() - last.harnessCpu()) / seconds,
                nodes.stream().mapToDouble(node -> node.probe().heapMebibytes()).sum());
        last = now;
        samples.add(sample);
        return sample;
    }

    List<Result.Sample> samples() {
        return List.copyOf(samples);
    }
}
