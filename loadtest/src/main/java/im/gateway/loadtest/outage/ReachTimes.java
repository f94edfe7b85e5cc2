package im.gateway.loadtest.outage;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * When the users of a lost node were reached again, in nanoseconds after the loss, one for each user whom it is true of, in any order.
 *
 * @param affected users whose session ended with the node
 * @param reached of these, when messages had arrived both ways
 * @param loggedIn of these, when the legacy network had their session again
 * @param wrote of those who wrote without waiting for anything, when that had arrived
 */
public record ReachTimes(int affected, List<Long> reached, List<Long> loggedIn, List<Long> wrote) {
    /** Of nobody. */
    public static final ReachTimes NONE = new ReachTimes(0, List.of(), List.of(), List.of());

    public ReachTimes {
        reached = List.copyOf(reached);
        loggedIn = List.copyOf(loggedIn);
        wrote = List.copyOf(wrote);
    }

    /** Of these users and of others, as if there had been one survey. */
    public ReachTimes and(ReachTimes others) {
        return new ReachTimes(
                affected + others.affected,
                joined(reached, others.reached),
                joined(loggedIn, others.loggedIn),
                joined(wrote, others.wrote));
    }

    private static List<Long> joined(List<Long> some, List<Long> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    /**
     * Adds seconds: {@code reach.first}, {@code .p50}, {@code .p99} and {@code .last} of those who were reached, the same of the logins
     * ({@code reach.login-first} and so on) and of those who wrote at once ({@code reach.writer-}); and the numbers of users {@code
     * reach.affected}, {@code reach.unreached}.
     */
    public void addTo(Map<String, Double> figures) {
        figures.put("reach.affected", (double) affected);
        figures.put("reach.unreached", (double) affected - reached.size());
        times(figures, "reach.", reached);
        times(figures, "reach.login-", loggedIn);
        times(figures, "reach.writer-", wrote);
    }

    private static void times(Map<String, Double> figures, String name, List<Long> nanos) {
        if (!nanos.isEmpty()) {
            List<Long> sorted = nanos.stream().sorted().toList();
            figures.put(name + "first", seconds(sorted.get(0)));
            figures.put(name + "p50", seconds(percentile(sorted, 0.5)));
            figures.put(name + "p99", seconds(percentile(sorted, 0.99)));
            figures.put(name + "last", seconds(sorted.get(sorted.size() - 1)));
        }
    }

    /** The smallest of them that is not less than this share of all. */
    private static long percentile(List<Long> sorted, double share) {
        return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }

    static double seconds(long nanos) {
        return nanos / 1e9;
    }
}
