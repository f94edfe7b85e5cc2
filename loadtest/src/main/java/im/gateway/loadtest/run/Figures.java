package im.gateway.loadtest.run;

import im.gateway.loadtest.measure.Ledger;
import im.gateway.loadtest.measure.Operation;
import im.gateway.loadtest.measure.Percentiles;
import im.gateway.loadtest.scenario.Criteria;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Figures by the names that criteria have for them. */
final class Figures {
    /** Those that every stretch of load has. */
    static final Set<String> NAMES = Stream.concat(
                    Stream.of("lost", "duplicates", "reordered", "refused", "errors", Criteria.ACHIEVED, Criteria.CPU),
                    Stream.of(Operation.values())
                            .flatMap(operation -> times(operation.word(), 0, 0, 0, 0, 0).keySet().stream()))
            .collect(Collectors.toUnmodifiableSet());

    private Figures() {}

    /** Those of one stretch. */
    static Map<String, Double> of(Stretches.Outcome outcome) {
        Map<String, Double> figures = new LinkedHashMap<>(times(outcome.percentiles()));
        figures.putAll(counts(outcome.messages(), outcome.errors()));
        figures.put(Criteria.ACHIEVED, outcome.achieved());
        figures.put(Criteria.CPU, outcome.per10000(outcome.cpuSeconds()));
        return figures;
    }

    static Map<String, Double> times(Map<String, Percentiles> percentiles) {
        Map<String, Double> figures = new LinkedHashMap<>();
        percentiles.forEach(
                (operation, p) -> figures.putAll(times(operation, p.p50(), p.p90(), p.p99(), p.p999(), p.max())));
        return figures;
    }

    private static Map<String, Double> times(
            String operation, double p50, double p90, double p99, double p999, double max) {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put(operation + ".p50", p50);
        figures.put(operation + ".p90", p90);
        figures.put(operation + ".p99", p99);
        figures.put(operation + ".p999", p999);
        figures.put(operation + ".max", max);
        return figures;
    }

    static Map<String, Double> counts(Ledger.Totals totals, Map<String, Long> errors) {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("lost", (double) totals.lost());
        figures.put("duplicates", (double) totals.duplicates());
        figures.put("reordered", (double) totals.reordered());
        figures.put("refused", (double) totals.refused());
        figures.put("errors", (double)
                errors.values().stream().mapToLong(Long::longValue).sum());
        return figures;
    }
}
