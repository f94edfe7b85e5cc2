package im.gateway.loadtest.run;

import im.gateway.loadtest.measure.Latencies;
import im.gateway.loadtest.measure.Operation;
import im.gateway.loadtest.measure.ProcessCpu;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Reads all counters of a run, once a second and wherever a stretch begins or ends. Confined to one thread. */
final class Sampler {
    private static final double MICROS = 1000.0;

    private final List<Watched> nodes;
    private final List<? extends Generator> generators;
    private final long begin;
    private final List<Result.Sample> samples = new ArrayList<>();
    private final Map<Operation, Histogram> pending = new EnumMap<>(Operation.class);
    private Map<Operation, Histogram> latencies = new EnumMap<>(Operation.class);
    private Reading last;

    /** The counters at one moment. */
    record Reading(
            long nanos,
            long sent,
            long settled,
            long errors,
            int online,
            int waiting,
            long legacyOnline,
            double harnessCpu,
            double lateMillis,
            List<Watched.Usage> nodes,
            ProcessCpu.MachineTime machine) {
        double nodesCpu() {
            return nodes.stream().mapToDouble(Watched.Usage::cpuSeconds).sum();
        }

        long outstanding() {
            return sent - settled;
        }
    }

    /**
     * Counts from now on.
     *
     * @param begin of the timeline, in the time of {@link System#nanoTime()}
     */
    Sampler(List<? extends Watched> nodes, List<? extends Generator> generators, long begin) throws IOException {
        this.nodes = List.copyOf(nodes);
        this.generators = generators;
        this.begin = begin;
        this.last = read(new EnumMap<>(Operation.class));
    }

    /** The counters now. What was timed since the last reading is in the next sample all the same. */
    Reading read() throws IOException {
        return read(pending);
    }

    private Reading read(Map<Operation, Histogram> interval) throws IOException {
        long sent = 0;
        long settled = 0;
        long errors = 0;
        int online = 0;
        int waiting = 0;
        long legacy = 0;
        double cpu = 0;
        double late = 0;
        for (Generator generator : generators) {
            Generator.Pulse pulse = generator.pulse();
            sent += pulse.sent();
            settled += pulse.settled();
            errors += pulse.errors();
            online += pulse.online();
            waiting += pulse.waiting();
            legacy = pulse.legacyOnline() < 0 ? -1 : legacy + pulse.legacyOnline();
            cpu += pulse.cpuSeconds();
            late = Math.max(late, pulse.lateMillis());
            Latencies.add(interval, pulse.latencies());
        }
        return new Reading(
                System.nanoTime(),
                sent,
                settled,
                errors,
                online,
                waiting,
                legacy,
                cpu,
                late,
                nodes.stream().map(Watched::usage).toList(),
                ProcessCpu.machine());
    }

    /**
     * One more sample of the timeline.
     *
     * @param phase what it is part of
     */
    Result.Sample sample(String phase, boolean measured) throws IOException {
        Reading now = read();
        Latencies.add(latencies, pending);
        Histogram interval = Latencies.merged(pending);
        pending.clear();
        boolean any = interval.getTotalCount() > 0;
        double seconds = Math.max(1e-3, (now.nanos() - last.nanos()) / 1e9);
        List<Double> cores = new ArrayList<>();
        for (int n = 0; n < nodes.size(); n++) {
            cores.add((now.nodes().get(n).cpuSeconds() - last.nodes().get(n).cpuSeconds()) / seconds);
        }
        Result.Sample sample = new Result.Sample(
                second(),
                phase,
                measured,
                Math.round((now.sent() - last.sent()) / seconds),
                Math.round((now.settled() - last.settled()) / seconds),
                now.errors() - last.errors(),
                now.online(),
                now.legacyOnline(),
                any ? interval.getValueAtPercentile(50) / MICROS : 0,
                any ? interval.getValueAtPercentile(99) / MICROS : 0,
                any ? interval.getMaxValue() / MICROS : 0,
                cores,
                now.nodes().stream().map(Watched.Usage::heapMebibytes).toList(),
                collectionMillis(now) - collectionMillis(last),
                (now.harnessCpu() - last.harnessCpu()) / seconds,
                now.lateMillis());
        last = now;
        samples.add(sample);
        return sample;
    }

    private static long collectionMillis(Reading reading) {
        return reading.nodes().stream()
                .mapToLong(Watched.Usage::collectionMillis)
                .sum();
    }

    /** Takes what was timed since the last sample; what is counted stays for the next one. */
    void collect() throws IOException {
        read();
        Latencies.add(latencies, pending);
        pending.clear();
    }

    /** Leaves out what has happened since the last sample. */
    void skip() throws IOException {
        last = read();
        pending.clear();
    }

    /** The reading of the last sample. */
    Reading last() {
        return last;
    }

    /** Seconds since the beginning of the timeline. */
    double second() {
        return (System.nanoTime() - begin) / 1e9;
    }

    /** What was timed since the last call, by operation. */
    Map<Operation, Histogram> takeLatencies() {
        Map<Operation, Histogram> taken = latencies;
        latencies = new EnumMap<>(Operation.class);
        return taken;
    }

    List<Result.Sample> samples() {
        return List.copyOf(samples);
    }
}
