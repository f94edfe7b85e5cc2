package im.gateway.loadtest.run;

import im.gateway.loadtest.measure.Percentiles;
import im.gateway.loadtest.quickstart.Narrator;
import java.util.Locale;

/** A result for people. */
public final class Summary {
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
        result.nodes()
                .forEach(node -> narrator.say(String.format(
                        Locale.ROOT,
                        "%-12s %.2f s CPU, %.2f s of it the JIT compilers; without them %.3f s for 10,000 messages, %.0f MiB resident, %.0f MiB alive in the heap,"
                                + " %d collections of %d ms in all",
                        node.name(),
                        node.cpuSeconds(),
                        node.compilerSeconds(),
                        node.cpuSecondsPer10000(),
                        node.residentMebibytes(),
                        node.liveHeapMebibytes(),
                        node.collections(),
                        node.collectionMillis())));
        narrator.say(String.format(
                Locale.ROOT,
                "harness      %.2f s CPU, itself late by %.1f ms (p99), machine idle %.0f %%",
                result.harness().cpuSeconds(),
                result.harness().lagP99(),
                100 * result.machine().idle()));
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
