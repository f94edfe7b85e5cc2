package im.gateway.node.user;

import im.gateway.node.command.GatewayCommand;
import im.gateway.protocol.jid.Jid;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The commands that a user has begun and not ended (XEP-0050 section 3.4). They live with the user's actor, so that a step may enter the
 * cluster through another node than the one before. Immutable.
 *
 * @param open oldest first
 * @param lastNumber how many ids have been given out; a part of each, so that no two are the same
 */
record CommandSessions(List<Session> open, long lastNumber) {
    static final CommandSessions NONE = new CommandSessions(List.of(), 0);

    /** How long a step may take; a person fills in a form. */
    static final Duration LIFETIME = Duration.ofMinutes(10);
    /** How long a session is remembered, so that who comes late hears that it has expired. */
    static final Duration MEMORY = LIFETIME.multipliedBy(2);
    /** How many may be open: one more, and the oldest ends. */
    static final int MOST = 5;

    /**
     * One of them.
     *
     * @param requester the full address that began it: nobody else goes on with it
     * @param begunMillis when its last step came
     */
    record Session(String id, GatewayCommand command, Jid requester, long begunMillis) {
        boolean hasExpired(long nowMillis) {
            return nowMillis - begunMillis >= LIFETIME.toMillis();
        }
    }

    CommandSessions {
        open = List.copyOf(open);
    }

    /** With one id more given out. */
    CommandSessions counted() {
        return new CommandSessions(open, lastNumber + 1);
    }

    /** With that session, in place of one of the same id. */
    CommandSessions with(Session session) {
        List<Session> more = new ArrayList<>(without(session.id()).open);
        more.add(session);
        return new CommandSessions(more.subList(Math.max(0, more.size() - MOST), more.size()), lastNumber);
    }

    CommandSessions without(String id) {
        return new CommandSessions(
                open.stream().filter(session -> !session.id().equals(id)).toList(), lastNumber);
    }

    /** Without those of which nobody has to hear any more. */
    CommandSessions forgetOld(long nowMillis) {
        return new CommandSessions(
                open.stream()
                        .filter(session -> nowMillis - session.begunMillis() < MEMORY.toMillis())
                        .toList(),
                lastNumber);
    }

    /** The session of that id, command and requester, or null where there is none. */
    @Nullable
    Session find(@Nullable String id, String node, Jid requester) {
        for (Session session : open) {
            if (session.id().equals(id)
                    && session.command().node().equals(node)
                    && session.requester().equals(requester)) {
                return session;
            }
        }
        return null;
    }

    boolean isEmpty() {
        return open.isEmpty();
    }
}
