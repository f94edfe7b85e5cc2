package im.gateway.loadtest.run;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a further user costs in the live heap of all nodes: the slope between the first and the last number of users that were looked at. The empty node
 * is left out of it where there are two others, since what the first logins of a process load and fill is no user's.
 */
final class HeapGrowth {
    private static final int MOST_PARTS = 25;
    private static final double LEAST_BYTES = 1;
    private static final double KIBIBYTES = 1024;

    private final List<? extends Watched> nodes;
    private final Deque<Look> looks = new ArrayDeque<>();
    private double empty;
    private double offline;

    /**
     * What was found at one moment.
     *
     * @param mebibytes alive in all nodes
     * @param classes bytes by class
     */
    private record Look(int users, double mebibytes, Map<String, Long> classes) {}

    HeapGrowth(List<? extends Watched> nodes) {
        this.nodes = nodes;
    }

    /** Looks, with so many users online. */
    void at(int users) throws IOException {
        double live = live();
        if (users == 0) {
            empty = live;
        }
        Map<String, Long> classes = new HashMap<>();
        for (Watched node : nodes) {
            node.liveClasses().forEach((name, bytes) -> classes.merge(name, bytes, Long::sum));
        }
        if (looks.size() == 2 && looks.getFirst().users() == 0) {
            looks.removeFirst();
        }
        looks.addLast(new Look(users, live, classes));
    }

    /** Looks, with everybody offline. */
    void atRest() {
        offline = live();
    }

    private double live() {
        return nodes.stream().mapToDouble(Watched::liveHeapMebibytes).sum();
    }

    /** Alive with everybody offline. */
    double offlineMebibytes() {
        return offline;
    }

    /** What one of so many costs who is registered and offline; what a node has loaded and filled since it was empty is in it. */
    double kibibytesPerOfflineUser(int users) {
        return (offline - empty) * KIBIBYTES / users;
    }

    /** What was alive at the last look. */
    double mebibytes() {
        return looks.getLast().mebibytes();
    }

    double kibibytesPerUser() {
        return (looks.getLast().mebibytes() - looks.getFirst().mebibytes()) * KIBIBYTES / users();
    }

    /** The same by class, the largest first; small ones are left out. */
    List<Result.HeapPart> parts() {
        Map<String, Long> before = looks.getFirst().classes();
        List<Result.HeapPart> parts = new ArrayList<>();
        looks.getLast().classes().forEach((name, bytes) -> {
            double grown = (double) (bytes - before.getOrDefault(name, 0L)) / users();
            if (grown >= LEAST_BYTES) {
                parts.add(new Result.HeapPart(name, grown));
            }
        });
        parts.sort(Comparator.comparingDouble(Result.HeapPart::bytesPerUser).reversed());
        return List.copyOf(parts.subList(0, Math.min(MOST_PARTS, parts.size())));
    }

    private int users() {
        return Math.max(1, looks.getLast().users() - looks.getFirst().users());
    }
}
