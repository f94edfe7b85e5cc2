package im.gateway.node.user;

import java.util.ArrayList;
import java.util.List;

/**
 * The sessions of commands that have ended, so that a further step is told so (XEP-0050 section 4.4, {@code bad-sessionid}). Only the
 * newest are kept, and only while the actor lives: a step of an older one does again what its requester asks for. Immutable.
 *
 * @param ids oldest first
 */
record EndedCommands(List<String> ids) {
    static final EndedCommands NONE = new EndedCommands(List.of());

    private static final int MOST = 5;

    EndedCommands {
        ids = List.copyOf(ids);
    }

    EndedCommands with(String id) {
        List<String> more = new ArrayList<>(ids);
        more.add(id);
        return new EndedCommands(more.subList(Math.max(0, more.size() - MOST), more.size()));
    }

    boolean contains(String id) {
        return ids.contains(id);
    }
}
