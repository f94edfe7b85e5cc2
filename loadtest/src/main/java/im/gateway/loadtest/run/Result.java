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
 * @param started in UTC, ISO 8601
 * @param configuration every setting that was in force
 * @param versions of what took part
 * @param latencies by operation, in milliseconds
 * @param messages what became of all of them, also those of the warm-up
 * @param errors what the gateway answered with errors, and how often
 * @param nodes the gateway's, each over the measured time
 * @param timeline a sample for each second
 * @param warnings why the figures may say less of the gateway than they seem to
 */
public record Result(
        int format,
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
        List<Sample> timeline,
        List<String> warnings,
        List<Criteria.Verdict> verdicts) {
    /** The present format. */
    public static final int FORMAT = 1;

    /**
     * Where it ran.
     *
     * @param idle the share of all CPU time that nobody used while it was measured, 0 to 1
     */
    public record Machine(String system, int processors, String processor, double memoryMebibytes, double idle) {}

    /**
     * One node of the gateway while it was measured.
     *
     * @param cpuSeconds used
     * @param compilerSeconds of these, used by the JIT compilers: it tends to none in a node that has run for long
     * @param cpuSecondsPer10000 without the compilers, for so many messages that all nodes together relayed
     * @param liveHeapMebibytes after a collection at the end, with everybody online who was
     */
    public record Node(
            String name,
            double cpuSeconds,
            double compilerSeconds,
            double cpuSecondsPer10000,
            double residentMebibytes,
            double liveHeapMebibytes,
            long collections,
            long collectionMillis) {}

    /**
     * This program while it measured.
     *
     * @param lagP99 how late it was itself, in milliseconds
     */
    public record Harness(double cpuSeconds, double lagP99, double lagMax, long unsent) {}

    /**
     * One second.
     *
     * @param second after the beginning of the warm-up
     * @param measured or warm-up
     * @param sent messages in this second
     * @param settled messages that arrived or came back in it
     * @param p50 of what was measured in it, in milliseconds
     * @param nodeCpu cores that all nodes used, on average
     * @param harnessCpu cores that this program used
     * @param heapMebibytes of all nodes
     */
    public record Sample(
            double second,
            boolean measured,
            long sent,
            long settled,
            int online,
            double p50,
            double p99,
            double max,
            double nodeCpu,
            double harnessCpu,
            double heapMebibytes) {}

    /** Whether every criterion was kept. */
    public boolean passed() {
        return verdicts.stream().allMatch(Criteria.Verdict::kept);
    }
}
