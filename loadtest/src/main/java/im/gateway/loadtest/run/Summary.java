package im.gateway.loadtest.run;

import im.gateway.loadtest.measure.Percentiles;
import im.gateway.loadtest.quickstart.Narrator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A result for people. */
public final class Summary {
    private static final int MOST_PARTS = 12;

    private Summary() {}

    /** Says what was measured, and what came of each criterion. */
    public static void say(Narrator narrator, Result result) {
        narrator.say("");
        result.latencies().forEach((operation, p) -> narrator.say(latency(operation, p)));
        narrator.say(String.format(
                Locale.ROOT,
                "messages     sent %d, arrived %d, refused %d, lost %d, duplicates %d, out of order %d",
                result.messages().sent(),
                result.messages().arrived(),
                result.messages().refused(),
                result.messages().lost(),
                result.messages().duplicates(),
                result.messages().reordered()));
        result.errors().forEach((error, count) -> narrator.say("errors       " + count + " x " + error));
        result.events()
                .forEach(event -> narrator.say(
                        String.format(Locale.ROOT, "event        %6.1f s %s", event.second(), event.what())));
        steps(narrator, result.steps());
        parts(narrator, result.parts());
        result.nodes().forEach(node -> narrator.say(node(node)));
        narrator.say(String.format(
                Locale.ROOT,
                "harness      %.2f s CPU in %d process(es), itself late by %.1f ms (p99), machine idle %.0f %%",
                result.harness().cpuSeconds(),
                result.harness().generators(),
                result.harness().lagP99(),
                100 * result.machine().idle()));
        found(narrator, result);
        result.warnings().forEach(warning -> narrator.say("WARNING      " + warning));
        result.verdicts()
                .forEach(v -> narrator.say(String.format(
                        Locale.ROOT,
                        "%-12s %s: %.4g (bound: %.4g)",
                        v.kept() ? "kept" : "BROKEN",
                        v.criterion(),
                        v.figure(),
                        v.bound())));
    }

    /** What the scenario is made to find: the figures that are no latencies and no counts. */
    private static void found(Narrator narrator, Result result) {
        for (Map.Entry<String, Double> figure : result.figures().entrySet()) {
            if (!Figures.NAMES.contains(figure.getKey())) {
                narrator.say(String.format(Locale.ROOT, "figure       %s = %.4g", figure.getKey(), figure.getValue()));
            }
        }
    }

    private static void steps(Narrator narrator, List<Result.Step> steps) {
        narrator.say(String.format(
                Locale.ROOT,
                "%-24s %9s %7s %9s %8s %8s %10s %10s %7s %9s %9s",
                "stretch",
                "meant/s",
                "online",
                "relayed/s",
                "p50 ms",
                "p99 ms",
                "CPU s/10k",
                "of it JIT",
                "cores",
                "RSS MiB",
                "live MiB"));
        for (Result.Step step : steps) {
            narrator.say(String.format(
                    Locale.ROOT,
                    "%-24s %9.0f %7d %9.0f %8.2f %8.2f %10.3f %10.3f %7.2f %9.0f %9.0f",
                    step.name(),
                    step.perSecond(),
                    step.online(),
                    step.relayed(),
                    worst(step, true),
                    worst(step, false),
                    step.cpuSecondsPer10000(),
                    step.compilerSecondsPer10000(),
                    step.cores(),
                    step.residentMebibytes(),
                    step.liveHeapMebibytes()));
        }
    }

    /** Of the operation that took longest. */
    private static double worst(Result.Step step, boolean median) {
        return step.latencies().values().stream()
                .mapToDouble(p -> median ? p.p50() : p.p99())
                .max()
                .orElse(0);
    }

    private static void parts(Narrator narrator, List<Result.HeapPart> parts) {
        double sum = parts.stream().mapToDouble(Result.HeapPart::bytesPerUser).sum();
        if (!parts.isEmpty()) {
            narrator.say(String.format(Locale.ROOT, "live heap, bytes for each user, by class (%.0f in all):", sum));
        }
        parts.stream()
                .limit(MOST_PARTS)
                .forEach(part ->
                        narrator.say(String.format(Locale.ROOT, "  %8.0f  %s", part.bytesPerUser(), part.name())));
    }

    private static String node(Result.Node node) {
        return String.format(
                Locale.ROOT,
                "%-12s %.2f s CPU, %.2f s of it the JIT compilers, %.0f MiB resident, %.0f MiB alive in the heap, %d"
                        + " collections of %d ms in all",
                node.name(),
                node.cpuSeconds(),
                node.compilerSeconds(),
                node.residentMebibytes(),
                node.liveHeapMebibytes(),
                node.collections(),
                node.collectionMillis());
    }

    private static String latency(String operation, Percentiles p) {
        return String.format(
                Locale.ROOT,
                "%-12s %d: p50 %.2f, p90 %.2f, p99 %.2f, p99.9 %.2f, max %.2f ms",
                operation,
                p.count(),
                p.p50(),
                p.p90(),
                p.p99(),
                p.p999(),
                p.max());
    }
}
