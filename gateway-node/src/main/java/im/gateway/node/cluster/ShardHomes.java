package im.gateway.node.cluster;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which shards have lost their user actors since these were last woken: those that left the node on which they were. A shard has no
 * node until something is sent to one of its actors. Not thread-safe.
 */
final class ShardHomes {
    private final Set<String> asleep;
    /** Of shards that were woken and seen on a node since. */
    private final Map<String, String> homes = new HashMap<>();

    /** At first all are asleep, since nothing is known of them. */
    ShardHomes(int shards) {
        asleep = IntStream.range(0, shards).mapToObj(String::valueOf).collect(Collectors.toCollection(HashSet::new));
    }

    /** Takes note of where the shards are now: shard to node. */
    void see(Map<String, String> now) {
        for (Map.Entry<String, String> known : Map.copyOf(homes).entrySet()) {
            @Nullable String home = now.get(known.getKey());
            if (!known.getValue().equals(home)) {
                homes.remove(known.getKey());
                asleep.add(known.getKey());
            }
        }
        now.forEach((shard, home) -> {
            if (!asleep.contains(shard)) {
                homes.put(shard, home);
            }
        });
    }

    /**
     * A node is gone for good, and the actors of its shards with it.
     *
     * @return these shards, as far as it is known which they were
     */
    Set<String> lost(String node) {
        Set<String> lost = homes.entrySet().stream()
                .filter(home -> home.getValue().equals(node))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        homes.keySet().removeAll(lost);
        asleep.addAll(lost);
        return lost;
    }

    /**
     * Which of those that are asleep to wake first: the ones that have no node now, since nobody in them can be awake.
     *
     * @param somewhere the shards that have a node
     */
    Set<String> next(Set<String> somewhere) {
        Set<String> nowhere = new HashSet<>(asleep);
        nowhere.removeAll(somewhere);
        return nowhere.isEmpty() ? asleep() : Set.copyOf(nowhere);
    }

    Set<String> asleep() {
        return Set.copyOf(asleep);
    }

    /** All actors of these shards that have to be there have been told to wake. */
    void woken(Set<String> shards) {
        asleep.removeAll(shards);
    }
}
