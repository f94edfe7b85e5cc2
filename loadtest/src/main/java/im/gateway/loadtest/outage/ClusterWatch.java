package im.gateway.loadtest.outage;

import im.gateway.loadtest.cluster.ClusterView;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the nodes that are left tell of the loss of another one: when they suspect it, when they go on without it, and when its users' actors
 * are there again. A question that is not answered is asked again.
 */
public final class ClusterWatch implements AutoCloseable {
    /** An answer counts all user actors of a node. */
    private static final long COUNT_EVERY_NANOS = 250_000_000;

    private final ClusterView view = new ClusterView();
    private final List<Integer> survivors;
    private final int before;
    private final int usersBefore;
    private final int usersAll;
    private final Map<String, Double> moments = new LinkedHashMap<>();
    private final LongSupplier nanoTime;
    private long countedAt;
    private @Nullable Lookout lookout;

    private ClusterWatch(List<Integer> survivors, int before, int usersBefore, int usersAll, LongSupplier nanoTime) {
        this.survivors = survivors;
        this.before = before;
        this.usersBefore = usersBefore;
        this.usersAll = usersAll;
        this.nanoTime = nanoTime;
    }

    /**
     * Takes note of how the cluster is while it is whole.
     *
     * @param survivors ports for HTTP of the nodes that will be left
     * @param victim that of the one which will not
     * @param nanoTime as {@link System#nanoTime()}
     * @throws IOException when one of them does not tell
     */
    public static ClusterWatch before(List<Integer> survivors, int victim, LongSupplier nanoTime)
            throws IOException, InterruptedException {
        ClusterView view = new ClusterView();
        int members = view.members(survivors.get(0)).up().size();
        int users = users(view, survivors);
        return new ClusterWatch(survivors, members, users, users + view.users(victim), nanoTime);
    }

    private static int users(ClusterView view, List<Integer> nodes) throws IOException, InterruptedException {
        int users = 0;
        for (int node : nodes) {
            users += view.users(node);
        }
        return users;
    }

    /** The node is about to be killed: looks from now on. */
    public void begin() {
        long struck = nanoTime.getAsLong();
        lookout = Lookout.begin("outage-cluster", () -> look(nanoTime.getAsLong() - struck));
    }

    /** Looks once more; the moment is in nanoseconds since the loss. */
    private void look(long moment) throws InterruptedException {
        try {
            if (!knows("reach.removed")) {
                lookAtMembers(ReachTimes.seconds(moment));
            } else if (!knows("reach.awake-last") && moment - countedAt >= COUNT_EVERY_NANOS) {
                countedAt = moment;
                count(ReachTimes.seconds(moment));
            }
        } catch (IOException busy) {
            // The next look is soon.
        }
    }

    private void lookAtMembers(double second) throws IOException, InterruptedException {
        ClusterView.Members members = view.members(survivors.get(0));
        if (members.up().size() < before) {
            note("reach.suspected", second);
            if (members.other() == 0) {
                note("reach.removed", second);
            }
        }
    }

    private void count(double second) throws IOException, InterruptedException {
        int users = users(view, survivors);
        if (users > usersBefore) {
            note("reach.awake-first", second);
        }
        if (users >= usersAll) {
            note("reach.awake-last", second);
        }
    }

    private synchronized boolean knows(String moment) {
        return moments.containsKey(moment);
    }

    /** The first time counts. */
    private synchronized void note(String moment, double second) {
        moments.putIfAbsent(moment, second);
    }

    /** Adds, in seconds after the loss, what was seen: {@code reach.suspected}, {@code .removed}, {@code .awake-first}, {@code .awake-last}. */
    public synchronized void addTo(Map<String, Double> figures) {
        figures.putAll(moments);
    }

    @Override
    public void close() {
        Lookout known = lookout;
        if (known != null) {
            known.close();
        }
    }
}
