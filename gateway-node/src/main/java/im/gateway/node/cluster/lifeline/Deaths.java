package im.gateway.node.cluster.lifeline;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which nodes are dead beyond doubt. A process that ends has its connections closed and its port refused by the kernel, at once. Neither
 * is so for one that only stalls (its kernel goes on accepting) or that is cut off (nothing comes back at all), and these must never
 * be found dead here: they may still have logins.
 *
 * <p>Dead is who was connected to, closed that connection, has refused every further one for a while, and this in the eyes of more than
 * half of the members. A firewall that begins to refuse closes no connection; one that did would have to do it on the way
 * to a majority, which then serves by the rule of split brain as well. Half of the members is not enough, so that two halves that refuse
 * each other do not both go on: that is left to the split-brain resolver, as is everything else that is not certain.
 *
 * <p>Not thread-safe. Times are milliseconds of any clock that never goes back.
 *
 * @param <N> names one process: not only an address, at which another process may come up
 */
final class Deaths<N> {
    private final N self;
    private final long confirmMillis;
    private final long validMillis;

    private Set<N> voters = Set.of();
    private final Set<N> held = new HashSet<>();
    /** Since when each has refused without a break. */
    private final Map<N, Long> refusing = new HashMap<>();

    private final Map<N, Statement<N>> others = new HashMap<>();

    private record Statement<N>(Set<N> refusing, long at) {}

    /**
     * Nothing is known yet.
     *
     * @param self this node
     * @param confirm for how long a node has to refuse
     * @param valid how long what another node said holds
     */
    Deaths(N self, Duration confirm, Duration valid) {
        this.self = self;
        this.confirmMillis = confirm.toMillis();
        this.validMillis = valid.toMillis();
    }

    /** The members that count for the majority, this node and the dead ones among them. */
    void voters(Set<N> members) {
        voters = Set.copyOf(members);
        others.keySet().retainAll(voters);
    }

    /** A node is no member any more. */
    void forget(N node) {
        held.remove(node);
        refusing.remove(node);
    }

    /** A connection to it came about: its process is there. */
    void connected(N node) {
        held.add(node);
        refusing.remove(node);
    }

    /** It neither took nor refused a connection: that proves nothing, and breaks the row of refusals. */
    void silent(N node) {
        refusing.remove(node);
    }

    /** It refused a connection. Of a node that was never connected to, this says nothing about its process. */
    void refused(N node, long now) {
        if (held.contains(node)) {
            refusing.putIfAbsent(node, now);
        }
    }

    /** What another node says: all that refuse it. */
    void told(N observer, Set<N> nodes, long now) {
        if (!observer.equals(self) && voters.contains(observer)) {
            others.put(observer, new Statement<>(Set.copyOf(nodes), now));
        }
    }

    /** Those that refuse this node, for the other nodes to hear. */
    Set<N> refusing() {
        return Set.copyOf(refusing.keySet());
    }

    /** Those that are dead. */
    Set<N> dead(long now) {
        Set<N> dead = new HashSet<>();
        refusing.forEach((node, since) -> {
            if (now - since >= confirmMillis && isMajority(witnesses(node, now))) {
                dead.add(node);
            }
        });
        return dead;
    }

    private int witnesses(N node, long now) {
        int witnesses = voters.contains(self) ? 1 : 0;
        for (Map.Entry<N, Statement<N>> other : others.entrySet()) {
            boolean counts = !refusing.containsKey(other.getKey()) && now - other.getValue().at <= validMillis;
            if (counts && other.getValue().refusing.contains(node)) {
                witnesses++;
            }
        }
        return witnesses;
    }

    private boolean isMajority(int witnesses) {
        return 2 * witnesses > voters.size();
    }
}
