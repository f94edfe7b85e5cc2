package im.gateway.loadtest.run;

import im.gateway.loadtest.measure.Latencies;
import im.gateway.loadtest.measure.Ledger;
import im.gateway.loadtest.measure.Operation;
import im.gateway.loadtest.measure.Percentiles;
import im.gateway.loadtest.measure.ProcessCpu;
import im.gateway.loadtest.scenario.Criteria;
import im.gateway.loadtest.scenario.Scenario;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Puts a run's figures together. */
final class ResultBuilder {
    private static final double MICROS = 1000.0;
    private static final double LATE_MILLIS = 10;
    private static final double LITTLE_IDLE = 0.05;

    private final Scenario scenario;
    private final String started;
    private final List<Surroundings.Node> nodes;
    private final Map<String, Percentiles> percentiles = new LinkedHashMap<>();
    private @Nullable Latencies latencies;
    private Ledger.@Nullable Totals messages;
    private Map<String, Long> errors = Map.of();
    private long begun;
    private @Nullable Histogram lag;
    private long unsent;
    private Sampler.@Nullable Reading before;
    private Sampler.@Nullable Reading after;
    private List<Result.Sample> samples = List.of();

    ResultBuilder(Scenario scenario, String started, List<Surroundings.Node> nodes) {
        this.scenario = scenario;
        this.started = started;
        this.nodes = nodes;
    }

    ResultBuilder latencies(Latencies recorded) {
        latencies = recorded;
        for (Operation operation : Operation.values()) {
            Histogram sum = recorded.sum(operation);
            if (sum.getTotalCount() > 0) {
                percentiles.put(operation.word(), Percentiles.of(sum));
            }
        }
        return this;
    }

    ResultBuilder messages(Ledger.Totals totals, Map<String, Long> answers) {
        messages = totals;
        errors = answers;
        return this;
    }

    ResultBuilder load(long timed, Histogram late, long notTaken) {
        begun = timed;
        lag = late;
        unsent = notTaken;
        return this;
    }

    ResultBuilder readings(Sampler.Reading first, Sampler.Reading last, List<Result.Sample> timeline) {
        before = first;
        after = last;
        samples = timeline;
        return this;
    }

    Result build() throws IOException {
        Sampler.Reading first = Objects.requireNonNull(before);
        Sampler.Reading last = Objects.requireNonNull(after);
        Histogram late = Objects.requireNonNull(lag);
        double idle = ProcessCpu.idle(first.machine(), last.machine());
        Result.Harness harness = new Result.Harness(
                last.harnessCpu() - first.harnessCpu(),
                late.getValueAtPercentile(99) / MICROS,
                late.getMaxValue() / MICROS,
                unsent);
        return new Result(
                Result.FORMAT,
                scenario.name(),
                scenario.description(),
                started,
                scenario.seed(),
                scenario.source(),
                versions(),
                MachineFacts.read(idle),
                percentiles,
                Objects.requireNonNull(messages),
                errors,
                achieved(),
                nodeFigures(first, last),
                harness,
                samples,
                warnings(harness, idle),
                Criteria.judge(scenario.criteria(), figures()));
    }

    private double achieved() {
        Latencies recorded = Objects.requireNonNull(latencies);
        long ended = recorded.sum(Operation.TO_LEGACY).getTotalCount()
                + recorded.sum(Operation.FROM_LEGACY).getTotalCount()
                + recorded.sum(Operation.LOGIN).getTotalCount();
        return begun == 0 ? 0 : (double) ended / begun;
    }

    private Map<String, Double> figures() {
        Ledger.Totals totals = Objects.requireNonNull(messages);
        Map<String, Double> figures = new LinkedHashMap<>();
        percentiles.forEach((operation, p) -> {
            figures.put(operation + ".p50", p.p50());
            figures.put(operation + ".p90", p.p90());
            figures.put(operation + ".p99", p.p99());
            figures.put(operation + ".p999", p.p999());
            figures.put(operation + ".max", p.max());
        });
        figures.put("lost", (double) totals.lost());
        figures.put("duplicates", (double) totals.duplicates());
        figures.put("reordered", (double) totals.reordered());
        figures.put("refused", (double) totals.refused());
        figures.put("errors", (double)
                errors.values().stream().mapToLong(Long::longValue).sum());
        figures.put(Criteria.ACHIEVED, achieved());
        return figures;
    }

    private List<Result.Node> nodeFigures(Sampler.Reading first, Sampler.Reading last) throws IOException {
        long relayed = last.settled() - first.settled();
        List<Result.Node> figures = new ArrayList<>();
        for (int n = 0; n < nodes.size(); n++) {
            Surroundings.Node node = nodes.get(n);
            double cpu = last.nodeCpu().get(n) - first.nodeCpu().get(n);
            double compilers = last.compilerCpu().get(n) - first.compilerCpu().get(n);
            figures.add(new Result.Node(
                    node.server().name(),
                    cpu,
                    compilers,
                    relayed == 0 ? 0 : (cpu - compilers) / relayed * 10_000,
                    ProcessCpu.residentMebibytes(node.server().pid()),
                    node.probe().liveHeapMebibytes(),
                    last.collections() - first.collections(),
                    last.collectionMillis() - first.collectionMillis()));
        }
        return figures;
    }

    private static Map<String, String> versions() {
        Map<String, String> versions = new LinkedHashMap<>();
        String own = ResultBuilder.class.getPackage().getImplementationVersion();
        versions.put("loadtest", own == null ? "not from a distribution" : own);
        versions.put("java", System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
        return versions;
    }

    private static List<String> warnings(Result.Harness harness, double idle) {
        List<String> warnings = new ArrayList<>();
        if (harness.lagP99() > LATE_MILLIS) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "this program was late itself by %.0f ms (p99; expected: <= %.0f): the latencies are too long by as"
                            + " much; a smaller rate, or a machine of its own, gives true ones",
                    harness.lagP99(),
                    LATE_MILLIS));
        }
        if (idle < LITTLE_IDLE) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "%.0f %% of this machine's CPU time was idle (expected: >= %.0f): everybody waited for a core, the"
                            + " gateway as well as this program",
                    100 * idle,
                    100 * LITTLE_IDLE));
        }
        if (harness.unsent() > 0) {
            warnings.add(harness.unsent() + " stanzas found no stream that would take them");
        }
        return warnings;
    }
}
