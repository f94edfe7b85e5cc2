package im.gateway.loadtest.benchmark;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** What the figures say about the one promise that is made of them: a parse costs at most twice what Aalto itself needs. */
final class Verdict {
    /** The promise. */
    private static final double BOUND = 2.0;

    private Verdict() {}

    /** One line for each benchmark: the CPU time of a stanza, which other work on the machine does not change. */
    static List<String> cpuTimes(Collection<RunResult> results) {
        return results.stream()
                .map(r -> String.format(
                        Locale.ROOT,
                        "CPU time: %-6s %6.0f ns",
                        r.getParams().getBenchmark().replaceAll(".*\\.", ""),
                        counter(r, "cpuNanos") / counter(r, "stanzas")))
                .toList();
    }

    /** One line; says so where the two benchmarks were not both run. */
    static String of(Collection<RunResult> results) {
        double parse = score(results, "parse");
        double walk = score(results, "walk");
        if (Double.isNaN(parse) || Double.isNaN(walk)) {
            return "parse / walk: not measured (expected: both benchmarks in one run)";
        }
        double ratio = parse / walk;
        return String.format(
                Locale.ROOT,
                "CPU time: parse / walk = %.0f ns / %.0f ns = %.2f (expected: <= %.1f): %s",
                parse,
                walk,
                ratio,
                BOUND,
                ratio <= BOUND ? "kept" : "BROKEN");
    }

    /** CPU nanoseconds for each stanza, over all iterations of a benchmark. */
    private static double score(Collection<RunResult> results, String benchmark) {
        return results.stream()
                .filter(r -> r.getParams().getBenchmark().endsWith("." + benchmark))
                .mapToDouble(r -> counter(r, "cpuNanos") / counter(r, "stanzas"))
                .findFirst()
                .orElse(Double.NaN);
    }

    private static double counter(RunResult result, String name) {
        Result<?> counted = result.getSecondaryResults().get(name);
        return counted == null ? Double.NaN : counted.getScore();
    }
}
