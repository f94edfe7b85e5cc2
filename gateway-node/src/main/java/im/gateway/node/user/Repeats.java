package im.gateway.node.user;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Recognises stanzas that an edge sends again. A stream numbers its stanzas upwards and sends this user's in order, so the highest number
 * handled says which were handled. Kept for as long as the actor lives: after a failure a repeat is handled anew, since a
 * duplicate is better than a loss.
 */
final class Repeats {
    /** How many streams are remembered: a user's stanzas come on one or two at a time, and a stream that ended never speaks again. */
    private static final int MAX_STREAMS = 16;

    /** Oldest first. A user has one or two: looked through faster than hashed, and smaller. */
    private final List<Seen> streams = new ArrayList<>(1);

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
        private final String stream;
        private long highest;

        private Seen(String stream) {
            this.stream = stream;
        }
    }

    /**
     * What to make of a stanza; {@code SETTLED} for each that was handled, whether or not its outcome is certain.
     *
     * @param after the number of the stanza that must have been taken before, 0 for none
     */
    Verdict judge(String stream, long number, long after) {
        Seen seen = find(stream);
        long highest = seen == null ? 0 : seen.highest;
        if (number > highest) {
            return after > highest ? Verdict.OUT_OF_TURN : Verdict.NEW;
        }
        return Verdict.SETTLED;
    }

    /** The highest number of that stream that was taken on; 0 for none. */
    long highest(String stream) {
        Seen seen = find(stream);
        return seen == null ? 0 : seen.highest;
    }

    void begin(String stream, long number) {
        Seen seen = find(stream);
        if (seen == null) {
            if (streams.size() == MAX_STREAMS) {
                streams.remove(0);
            }
            seen = new Seen(stream);
            streams.add(seen);
        }
        seen.highest = number;
    }

    private @Nullable Seen find(String stream) {
        for (Seen seen : streams) {
            if (seen.stream.equals(stream)) {
                return seen;
            }
        }
        return null;
    }
}
