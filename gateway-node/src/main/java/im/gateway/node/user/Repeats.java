package im.gateway.node.user;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Recognises stanzas that an edge sends again. A stream numbers its stanzas upwards and sends this user's in order, so the highest number
 * handled says which were handled. Kept for as long as the actor lives: after a failure a repeat is handled anew, since a
 * duplicate is better than a loss.
 */
final class Repeats {
    /** How many streams are remembered: a user's stanzas come on one or two at a time, and a stream that ended never speaks again. */
    private static final int MAX_STREAMS = 16;

    private final Map<String, Seen> byStream = new LinkedHashMap<>();

    /** What is known of a stanza. */
    enum Verdict {
        /** Not seen before: handle it. */
        NEW,
        /** Handled before, and its outcome is certain: say so again. */
        SETTLED,
        /** Being handled: its outcome will be told. */
        PENDING,
        /** One before it has not come yet, or was turned away: this one has to wait, for the order's sake. */
        OUT_OF_TURN
    }

    private static final class Seen {
        private long highest;
        private @Nullable Map<Long, Boolean> pending;
    }

    /** @param after the number of the stanza that must have been taken before, 0 for none */
    Verdict judge(String stream, long number, long after) {
        Seen seen = byStream.get(stream);
        long highest = seen == null ? 0 : seen.highest;
        if (number > highest) {
            return after > highest ? Verdict.OUT_OF_TURN : Verdict.NEW;
        }
        return seen != null && seen.pending != null && seen.pending.containsKey(number)
                ? Verdict.PENDING
                : Verdict.SETTLED;
    }

    /** The highest number of that stream that was taken on; 0 for none. */
    long highest(String stream) {
        Seen seen = byStream.get(stream);
        return seen == null ? 0 : seen.highest;
    }

    void begin(String stream, long number) {
        Seen seen = byStream.computeIfAbsent(stream, s -> new Seen());
        seen.highest = number;
        if (seen.pending == null) {
            seen.pending = new HashMap<>();
        }
        seen.pending.put(number, Boolean.TRUE);
        if (byStream.size() > MAX_STREAMS) {
            byStream.remove(byStream.keySet().iterator().next());
        }
    }

    void settled(String stream, long number) {
        Seen seen = byStream.get(stream);
        if (seen != null && seen.pending != null) {
            seen.pending.remove(number);
        }
    }
}
