package im.gateway.node.user;

import im.gateway.protocol.roster.RosterItem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far the user's roster has been told of the network's contact list, see {@link TellingRules}.
 *
 * @param open the requests that have no answer yet, by id, each with the contacts that it tells of
 * @param waiting the items that are to be set in the roster after those
 * @param rosterRefused whether the user's server has refused us the roster during this login
 */
record Telling(Step step, Map<String, List<String>> open, List<RosterItem> waiting, boolean rosterRefused) {
    /** Nobody has been asked, and nothing refused. */
    static final Telling NONE = new Telling(Step.RESTING, Map.of(), List.of(), false);

    /** What is under way. */
    enum Step {
        RESTING,
        /** The server has been asked for the roster. */
        ROSTER,
        /** Items of the roster have been changed. */
        SETS,
        /** The clients have been asked what they can do. */
        CLIENTS,
        /** Items have been suggested to a client. */
        PUSHES,
        /** The registration has ended, and the server has been asked for the roster to take contacts off it. */
        CLEARING
    }

    Telling {
        open = Map.copyOf(open);
        waiting = List.copyOf(waiting);
    }

    Telling resting() {
        return new Telling(Step.RESTING, Map.of(), List.of(), rosterRefused);
    }

    Telling refused() {
        return new Telling(step, open, List.of(), true);
    }

    Telling asking(Step next, Map<String, List<String>> requests) {
        return new Telling(next, requests, List.of(), rosterRefused);
    }

    Telling setting(Map<String, List<String>> requests, List<RosterItem> later) {
        return new Telling(Step.SETS, requests, later, rosterRefused);
    }

    /** What the request of that id tells of; null where none of that id is open. */
    @Nullable
    List<String> contacts(@Nullable String id) {
        return id == null ? null : open.get(id);
    }

    Telling without(@Nullable String id) {
        Map<String, List<String>> fewer = new HashMap<>(open);
        fewer.remove(id);
        return new Telling(step, fewer, waiting, rosterRefused);
    }
}
