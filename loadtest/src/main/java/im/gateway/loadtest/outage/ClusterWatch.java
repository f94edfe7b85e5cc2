package im.gateway.loadtest.outage;

import im.gateway.loadtest.cluster.ClusterView;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the nodes that are left tell of the loss of another one: when they suspect it, when they go on without it, and when its users' actors
 * are there again. Used by one thread; a question that is not answered is asked again.
 */
final class ClusterWatch {
    /** An answer counts all user actors of a node. */
    private static final long COUNT_EVERY_NANOS = 250_000_000;

    private final ClusterView view = new ClusterView();
    private final List<Integer> survivors;
    private final int before;
    private final int usersBefore;
    private final int usersAll;
    private final Map<String, Double> moments = new LinkedHashMap<>();
    private long countedAt;

    private ClusterWatch(List<Integer> survivors, int before, int usersBefore, int usersAll) {
        this.survivors = survivors;
        this.before = before;
        this.usersBefore = usersBefore;
        this.usersAll = usersAll;
    }

    /**
     * Takes note of how the cluster is while it is whole.
     *
     * @param survivors ports for HTTP of the nodes that will be left
     * @param victim that of the one which will not
     */
    static ClusterWatch before(List<Integer> survivors, int victim) throws IOException, InterruptedException {
        ClusterView view = new ClusterView();
        int members = view.members(survivors.get(0)).up().size();
        int users = users(view, survivors);
        return new ClusterWatch(survivors, members, users, users + view.users(victim));
    }

    private static int users(ClusterView view, List<Integer> nodes) throws IOException, InterruptedException {
        int users = 0;
        for (int node : nodes) {
            users += view.users(node);
        }
        return users;
    }

    /** Looks once more; the moment is in nanoseconds since the loss. */
    void look(long moment) throws InterruptedException {
        try {
            if (!moments.containsKey("reach.removed")) {
                lookAtMembers(OutageBook.seconds(moment));
            } else if (!moments.containsKey("reach.awake-last") && moment - countedAt >= COUNT_EVERY_NANOS) {
                countedAt = moment;
                count(OutageBook.seconds(moment));
            }
        } catch (IOException busy) {
            // The next look is soon.
        }
    }

    private void lookAtMembers(double second) throws IOException, InterruptedException {
        ClusterView.Members members = view.members(survivors.get(0));
        if (members.up().size() < before) {
            moments.putIfAbsent("reach.suspected", second);
            if (members.other() == 0) {
                moments.put("reach.removed", second);
            }
        }
    }

    private void count(double second) throws IOException, InterruptedException {
        int users = users(view, survivors);
        if (users > usersBefore) {
            moments.putIfAbsent("reach.awake-first", second);
        }
        if (users >= usersAll) {
            moments.put("reach.awake-last", second);
        }
    }

    /** Adds, in seconds after the loss, what was seen: {@code reach.suspected}, {@code .removed}, {@code .awake-first}, {@code .awake-last}. */
    void addTo(Map<String, Double> figures) {
        figures.putAll(moments);
    }
}
