package im.gateway.loadtest.benchmark;

import java.util.Collection;
import java.util.Locale;
import org.openjdk.jmh.results.RunResult;

/** What the figures say about the one promise that is made of them: a parse costs at most twice what Aalto itself needs. */
final class Verdict {
    /** The promise. */
    private static final double BOUND = 2.0;

    private Verdict() {}

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
                "best iterations: parse / walk = %.0f ns / %.0f ns = %.2f (expected: <= %.1f): %s",
                parse,
                walk,
                ratio,
                BOUND,
                ratio <= BOUND ? "kept" : "BROKEN");
    }

    /** The best iteration: other work on the machine only ever makes one slower. */
    private static double score(Collection<RunResult> results, String benchmark) {
        return results.stream()
                .filter(r -> r.getParams().getBenchmark().endsWith("." + benchmark))
                .mapToDouble(r -> r.getPrimaryResult().getStatistics().getMin())
                .findFirst()
                .orElse(Double.NaN);
    }
}
