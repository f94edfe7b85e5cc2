package im.gateway.node.cluster.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Rendezvous hashing (highest random weight, Thaler and Ravishankar 1998): every node finds the same order of nodes for a key by
 * itself, and a node that comes or goes changes the place of its own keys only.
 */
final class Rendezvous {
    private static final long MIX_1 = 0xff51afd7ed558ccdL;
    private static final long MIX_2 = 0xc4ceb9fe1a85ec53L;
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private Rendezvous() {}

    /** The first {@code most} of the nodes for that key. */
    static List<String> first(String key, Collection<String> nodes, int most) {
        List<String> ranked = new ArrayList<>(nodes);
        ranked.sort(Comparator.comparingLong((String node) -> weight(key, node))
                .reversed()
                .thenComparing(Comparator.naturalOrder()));
        return List.copyOf(ranked.subList(0, Math.min(most, ranked.size())));
    }

    /** FNV-1a of both, with the finalizer of MurmurHash3: without it, addresses that differ in one digit have their weights in a row. */
    private static long weight(String key, String node) {
        long hash = fnv(fnv(FNV_OFFSET, node) * FNV_PRIME, key);
        hash = (hash ^ (hash >>> 33)) * MIX_1;
        hash = (hash ^ (hash >>> 33)) * MIX_2;
        return hash ^ (hash >>> 33);
    }

    private static long fnv(long start, String text) {
        long hash = start;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * FNV_PRIME;
        }
        return hash;
    }
}
