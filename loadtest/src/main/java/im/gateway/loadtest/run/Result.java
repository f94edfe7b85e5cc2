package im.gateway.loadtest.run;

import im.gateway.loadtest.measure.Ledger;
import im.gateway.loadtest.measure.Percentiles;
import im.gateway.loadtest.scenario.Criteria;
import java.util.List;
import java.util.Map;

/**
 * All that is known of a run, in the shape of its JSON.
 *
 * @param format of this record; a reader refuses another
 * @param kind of the scenario, in small letters
 * @param started in UTC, ISO 8601
 * @param configuration every setting that was in force
 * @param versions of what took part
 * @param latencies by operation, in milliseconds; for runs with several steps those of all of them
 * @param messages what became of all of them, also those of the warm-up
 * @param errors what the gateway answered with errors, and how often
 * @param achieved the share of what began in the measured time that ended well
 * @param nodes the gateway's, each over the measured time
 * @param steps the stretches of load, one at least
 * @param events faults and what followed from them, by the time of the timeline
 * @param figures everything that criteria can judge and what the scenario is made to find, by name
 * @param parts of the live heap, the largest first; only where a scenario asks for it
 * @param timeline a sample for each second
 * @param warnings why the figures may say less of the gateway than they seem to
 */
public record Result(
        int format,
        String kind,
        String scenario,
        String description,
        String started,
        long seed,
        Map<String, Object> configuration,
        Map<String, String> versions,
        Machine machine,
        Map<String, Percentiles> latencies,
        Ledger.Totals messages,
        Map<String, Long> errors,
        double achieved,
        List<Node> nodes,
        Harness harness,
        List<Step> steps,
        List<Event> events,
        Map<String, Double> figures,
        List<HeapPart> parts,
        List<Sample> timeline,
        List<String> warnings,
        List<Criteria.Verdict> verdicts) {
    /** The present format. 1 had no steps, events, figures and parts, and one number for all nodes in its samples. */
    public static final int FORMAT = 2;

    /**
     * Where it ran.
     *
     * @param idle the share of all CPU time that nobody used while it was measured, 0 to 1
     */
    public record Machine(String system, int processors, String processor, double memoryMebibytes, double idle) {}

    /**
     * One process while it was measured.
     *
     * @param cpuSeconds used
     * @param compilerSeconds of these, used by the JIT compilers: it tends to none in a node that has run for long
     * @param counts the node's own, by name with labels: counters by how much they have grown, gauges as they were at the end
     * @param liveHeapMebibytes after a collection at the end, with everybody online who was; 0 for what is no JVM
     */
    public record Node(
            String name,
            double cpuSeconds,
            double compilerSeconds,
            double residentMebibytes,
            double liveHeapMebibytes,
            long collections,
            long collectionMillis,
            Map<String, Double> counts) {}

    /**
     * This program, and its agents, while it measured.
     *
     * @param generators how many processes made the load
     * @param lagP99 how late they were themselves, in milliseconds
     */
    public record Harness(int generators, double cpuSeconds, double lagP99, double lagMax, long unsent) {}

    /**
     * One stretch of load.
     *
     * @param perSecond arrivals that were meant; 0 where as many as possible were
     * @param relayed messages that arrived in the measured time, per second
     * @param achieved the share of what began that ended well
     * @param cpuSecondsPer10000 messages relayed, all threads of all processes of the gateway
     * @param compilerSecondsPer10000 of these, the JIT compilers'
     * @param cores used by the gateway on average
     * @param liveHeapMebibytes of the gateway after a collection; 0 where none was made
     * @param kept every criterion
     */
    public record Step(
            String name,
            double perSecond,
            int online,
            double relayed,
            double achieved,
            Map<String, Percentiles> latencies,
            double cpuSecondsPer10000,
            double compilerSecondsPer10000,
            double cores,
            double residentMebibytes,
            double liveHeapMebibytes,
            boolean kept) {}

    /** Something that happened at a time. */
    public record Event(double second, String what) {}

    /** Bytes of the live heap that objects of one kind hold. */
    public record HeapPart(String name, double bytesPerUser) {}

    /**
     * One second.
     *
     * @param second after the beginning of the timeline
     * @param phase what it is part of
     * @param measured or not
     * @param sent messages per second
     * @param settled messages that arrived or came back, per second
     * @param errors answers with an error in it
     * @param legacyOnline users' sessions that the legacy network has, -1 where it cannot be asked
     * @param p50 of what was measured in it, in milliseconds
     * @param nodeCpu cores that each node used, on average
     * @param heapMebibytes of each node, garbage among it
     * @param collectionMillis that all nodes spent in collections
     * @param harnessCpu cores that this program and its agents used
     * @param harnessLate how late one of them was itself, at worst, in milliseconds
     */
    public record Sample(
            double second,
            String phase,
            boolean measured,
            long sent,
            long settled,
            long errors,
            int online,
            long legacyOnline,
            double p50,
            double p99,
            double max,
            List<Double> nodeCpu,
            List<Double> heapMebibytes,
            long collectionMillis,
            double harnessCpu,
            double harnessLate) {}

    /** Whether every criterion was kept. */
    public boolean passed() {
        return verdicts.stream().allMatch(Criteria.Verdict::kept);
    }
}
