package im.gateway.loadtest.run;

import im.gateway.loadtest.measure.Percentiles;
import im.gateway.loadtest.measure.ProcessCpu;
import im.gateway.loadtest.scenario.Act;
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
    private static final double LITTLE_IDLE = 0.05;

    private final Scenario scenario;
    private final String started;
    private List<Stretches.Outcome> outcomes = List.of();
    private @Nullable Stretches stretches;
    private List<Result.Step> steps = List.of();
    private Map<String, Double> found = Map.of();
    private List<Result.HeapPart> parts = List.of();
    private List<Result.Event> events = List.of();
    private List<? extends Watched> nodes = List.of();
    private Map<String, Map<String, Double>> counts = Map.of();
    private int generators = 1;
    private List<Result.Sample> timeline = List.of();

    ResultBuilder(Scenario scenario, String started) {
        this.scenario = scenario;
        this.started = started;
    }

    /** One outcome at least, the stretches in the order of time. */
    ResultBuilder outcomes(List<Stretches.Outcome> each, Stretches all) {
        outcomes = List.copyOf(each);
        stretches = all;
        return this;
    }

    ResultBuilder findings(
            List<Result.Step> each,
            Map<String, Double> figures,
            List<Result.HeapPart> heap,
            List<Result.Event> happened) {
        steps = List.copyOf(each);
        found = new LinkedHashMap<>(figures);
        parts = List.copyOf(heap);
        events = List.copyOf(happened);
        return this;
    }

    ResultBuilder nodes(List<? extends Watched> gateway, int processes) {
        nodes = gateway;
        generators = processes;
        return this;
    }

    /** The nodes' own, by the node's name. */
    ResultBuilder counts(Map<String, Map<String, Double>> byNode) {
        counts = byNode;
        return this;
    }

    ResultBuilder timeline(List<Result.Sample> samples) {
        timeline = samples;
        return this;
    }

    Result build() throws IOException {
        Stretches all = Objects.requireNonNull(stretches);
        Stretches.Outcome last = outcomes.get(outcomes.size() - 1);
        Sampler.Reading begin = outcomes.get(0).before();
        double idle = ProcessCpu.idle(begin.machine(), last.after().machine());
        Result.Harness harness = harness(begin, last);
        double achieved = achieved();
        Map<String, Percentiles> percentiles = new LinkedHashMap<>();
        all.latencies().forEach((operation, histogram) -> percentiles.put(operation.word(), Percentiles.of(histogram)));
        Map<String, Double> figures = new LinkedHashMap<>(Figures.times(percentiles));
        figures.putAll(Figures.counts(all.messages(), all.errors()));
        figures.put(Criteria.ACHIEVED, achieved);
        figures.put(Criteria.CPU, last.per10000(last.cpuSeconds()));
        figures.putAll(found);
        if (scenario.mix().weight(Act.SESSION) > 0) {
            Logins.perSecond(timeline).ifPresent(rate -> figures.put(Criteria.LOGINS_PER_SECOND, rate));
        }
        return new Result(
                Result.FORMAT,
                scenario.kind().name().toLowerCase(Locale.ROOT),
                scenario.name(),
                scenario.description(),
                started,
                scenario.seed(),
                scenario.source(),
                versions(),
                MachineFacts.read(idle),
                percentiles,
                all.messages(),
                all.errors(),
                achieved,
                nodeFigures(begin, last.after()),
                harness,
                steps,
                events,
                figures,
                parts,
                timeline,
                warnings(harness, idle),
                Criteria.judge(bounds(), figures));
    }

    /** What breaks a criterion of a stretch is how a capacity run ends: there the knee is what counts. */
    private Map<String, Double> bounds() {
        Map<String, Double> bounds = new LinkedHashMap<>(scenario.criteria());
        if (scenario.kind() == Scenario.Kind.CAPACITY) {
            bounds.keySet().removeAll(Figures.NAMES);
        }
        return bounds;
    }

    private Result.Harness harness(Sampler.Reading begin, Stretches.Outcome last) {
        Histogram lag = last.lag().copy();
        outcomes.subList(0, outcomes.size() - 1).forEach(outcome -> lag.add(outcome.lag()));
        return new Result.Harness(
                generators,
                last.after().harnessCpu() - begin.harnessCpu(),
                lag.getValueAtPercentile(99) / MICROS,
                lag.getMaxValue() / MICROS,
                last.unsent());
    }

    private double achieved() {
        double begun = outcomes.stream().mapToDouble(Stretches.Outcome::begun).sum();
        return begun == 0
                ? 1
                : outcomes.stream()
                                .mapToDouble(outcome -> outcome.achieved() * outcome.begun())
                                .sum()
                        / begun;
    }

    private List<Result.Node> nodeFigures(Sampler.Reading first, Sampler.Reading last) throws IOException {
        List<Result.Node> figures = new ArrayList<>();
        for (int n = 0; n < nodes.size(); n++) {
            Watched node = nodes.get(n);
            Watched.Usage from = first.nodes().get(n);
            Watched.Usage to = last.nodes().get(n);
            figures.add(new Result.Node(
                    node.name(),
                    to.cpuSeconds() - from.cpuSeconds(),
                    to.compilerSeconds() - from.compilerSeconds(),
                    node.residentMebibytes(),
                    node.liveHeapMebibytes(),
                    to.collections() - from.collections(),
                    to.collectionMillis() - from.collectionMillis(),
                    counts.getOrDefault(node.name(), Map.of())));
        }
        return figures;
    }

    static Map<String, String> versions() {
        Map<String, String> versions = new LinkedHashMap<>();
        String own = ResultBuilder.class.getPackage().getImplementationVersion();
        versions.put("loadtest", own == null ? "not from a distribution" : own);
        versions.put("java", System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
        return versions;
    }

    private static List<String> warnings(Result.Harness harness, double idle) {
        List<String> warnings = new ArrayList<>();
        if (harness.lagP99() > Progress.LATE_MILLIS) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "this program was late itself by %.0f ms (p99; expected: <= %.0f): the latencies are too long by as"
                            + " much; a smaller rate, agents, or a machine of its own give true ones",
                    harness.lagP99(),
                    Progress.LATE_MILLIS));
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
