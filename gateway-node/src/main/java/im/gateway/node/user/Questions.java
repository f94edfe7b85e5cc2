package im.gateway.node.user;

import im.gateway.protocol.stanza.Iq;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Requests that the legacy network has been asked about and has not answered. Immutable.
 *
 * @param open oldest first
 * @param lastNumber of the newest question; numbers count up, also over the sessions
 */
record Questions(List<Question> open, long lastNumber) {
    static final Questions NONE = new Questions(List.of(), 0);

    /** How long the network may take for an answer; clients of today wait a minute at most. */
    static final Duration PATIENCE = Duration.ofSeconds(30);
    /** How many may be open: a client that comes online asks about every contact at once. */
    static final int MOST = 200;

    /**
     * One of them.
     *
     * @param session whom it was put to; nobody else can answer it
     * @param token of the request, settled with its answer
     */
    record Question(long number, long session, long token, Iq request, long askedMillis) {
        /** Also where the clock was set back by more than that: nobody may wait until it has caught up. */
        boolean isOverdue(long nowMillis) {
            return Math.abs(nowMillis - askedMillis) >= PATIENCE.toMillis();
        }
    }

    Questions {
        open = List.copyOf(open);
    }

    boolean isFull() {
        return open.size() >= MOST;
    }

    boolean isEmpty() {
        return open.isEmpty();
    }

    /** With one more, of the next number. */
    Questions with(long session, long token, Iq request, long nowMillis) {
        List<Question> more = new ArrayList<>(open);
        more.add(new Question(lastNumber + 1, session, token, request, nowMillis));
        return new Questions(more, lastNumber + 1);
    }

    Questions without(Question question) {
        return new Questions(
                open.stream().filter(q -> q.number() != question.number()).toList(), lastNumber);
    }

    @Nullable
    Question find(long number) {
        for (Question question : open) {
            if (question.number() == number) {
                return question;
            }
        }
        return null;
    }
}
