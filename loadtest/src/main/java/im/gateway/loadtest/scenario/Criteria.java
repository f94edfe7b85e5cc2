package im.gateway.loadtest.scenario;

import im.gateway.loadtest.measure.Operation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a run has to keep: bounds of its figures, by their names. */
public final class Criteria {
    /** The share of what began that ended well, 0 to 1. */
    public static final String ACHIEVED = "achieved";

    /** Rates of a whole run: the knee of a capacity run, logins between the first and the last. */
    public static final String KNEE = "knee";

    public static final String LOGINS_PER_SECOND = "logins-per-second";

    /** Seconds from a fault until every user's session is with the legacy network again. */
    public static final String RECOVERY = "recovery-seconds";

    /** Seconds from the loss of a node until the last of its users was reached again, both ways; and how many were not. */
    public static final String REACH_LAST = "reach.last";

    public static final String UNREACHED = "reach.unreached";

    /** KiB of heap that one more online user costs. */
    public static final String HEAP_PER_USER = "heap-kib-per-user";

    /** KiB of heap that one more user costs who is registered and offline. */
    public static final String HEAP_PER_OFFLINE_USER = "heap-kib-per-offline-user";

    /** CPU seconds of all nodes for 10,000 messages, everything of the process in it. */
    public static final String CPU = "cpu-per-10000";

    /** The gateway's figure divided by its peer's. */
    public static final String RATIO = "ratio.";

    /** Times of the stretch below the knee, before their names. */
    public static final String BELOW = "below.";

    private static final Set<String> TIMES = Arrays.stream(Operation.values())
            .flatMap(operation ->
                    Stream.of("p50", "p90", "p99", "p999", "max").map(figure -> operation.word() + "." + figure))
            .flatMap(time -> Stream.of(time, BELOW + time))
            .collect(Collectors.toUnmodifiableSet());

    private static final Set<String> MOST = Set.of(
            "lost",
            "duplicates",
            "reordered",
            "refused",
            "errors",
            RECOVERY,
            REACH_LAST,
            UNREACHED,
            HEAP_PER_USER,
            HEAP_PER_OFFLINE_USER,
            CPU,
            RATIO + "cpu-saturated",
            RATIO + "cpu-paced",
            RATIO + "p50",
            RATIO + "p99");

    /** Those that must not be too small. */
    private static final Set<String> LEAST = Set.of(ACHIEVED, KNEE, LOGINS_PER_SECOND);

    private Criteria() {}

    /**
     * One criterion and what came of it.
     *
     * @param bound in milliseconds for times
     */
    public record Verdict(String criterion, double bound, double figure, boolean kept) {}

    static boolean isKnown(String name) {
        return MOST.contains(name) || LEAST.contains(name) || TIMES.contains(name);
    }

    static boolean isTime(String name) {
        return TIMES.contains(name);
    }

    static Set<String> names() {
        Set<String> names = new TreeSet<>(TIMES);
        names.addAll(MOST);
        names.addAll(LEAST);
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
            boolean kept = LEAST.contains(name) ? figure >= bound : figure <= bound;
            verdicts.add(new Verdict(name, bound, figure, kept));
        });
        return verdicts;
    }
}
