package im.gateway.node.oscar;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Tables of which type is in which rate class, one for each answer that a service's servers give: ten thousand sessions share it. Thread-safe. */
final class RateTables {
    /** A service has one; a server that invents new ones all the time gets none of them kept. */
    private static final int MAX_TABLES = 16;

    private final Map<Map<Integer, List<Integer>>, Map<Integer, Integer>> tables = new ConcurrentHashMap<>();

    Map<Integer, Integer> of(Map<Integer, List<Integer>> members) {
        Map<Integer, Integer> known = tables.get(members);
        if (known != null) {
            return known;
        }
        Map<Integer, Integer> table = new HashMap<>();
        members.forEach((id, types) -> types.forEach(type -> table.put(type, id)));
        Map<Integer, Integer> compact = Map.copyOf(table);
        if (tables.size() < MAX_TABLES) {
            tables.put(members, compact);
        }
        return compact;
    }
}
