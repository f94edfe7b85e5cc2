package im.gateway.loadtest.scenario;

import im.gateway.loadtest.measure.Operation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a run has to keep: bounds of its figures, by their names. */
public final class Criteria {
    /** The share of what began that ended well, 0 to 1: the one figure that must not be too small. */
    public static final String ACHIEVED = "achieved";

    private static final Set<String> TIMES = Arrays.stream(Operation.values())
            .flatMap(operation ->
                    List.of("p50", "p90", "p99", "p999", "max").stream().map(figure -> operation.word() + "." + figure))
            .collect(Collectors.toUnmodifiableSet());

    private static final Set<String> COUNTS = Set.of("lost", "duplicates", "reordered", "refused", "errors");

    private Criteria() {}

    /**
     * One criterion and what came of it.
     *
     * @param bound in milliseconds for times
     */
    public record Verdict(String criterion, double bound, double figure, boolean kept) {}

    static boolean isKnown(String name) {
        return name.equals(ACHIEVED) || COUNTS.contains(name) || TIMES.contains(name);
    }

    static boolean isTime(String name) {
        return TIMES.contains(name);
    }

    static Set<String> names() {
        Set<String> names = new TreeSet<>(TIMES);
        names.addAll(COUNTS);
        names.add(ACHIEVED);
        return names;
    }

    /**
     * Holds figures against the bounds.
     *
     * @param figures by the same names; what was not measured breaks its criterion
     */
    public static List<Verdict> judge(Map<String, Double> bounds, Map<String, Double> figures) {
        List<Verdict> verdicts = new ArrayList<>();
        bounds.forEach((name, bound) -> {
            double figure = figures.getOrDefault(name, Double.NaN);
            boolean kept = name.equals(ACHIEVED) ? figure >= bound : figure <= bound;
            verdicts.add(new Verdict(name, bound, figure, kept));
        });
        return verdicts;
    }
}
