package im.gateway.node.user;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The end of an actor that comes back on another node: what it has given away may still have its outcome, and what comes now waits for the
 * next one. Confined to the user actor.
 */
final class Leaving {
    /** What the network has not confirmed by then is sent again: a duplicate is better than a loss. */
    static final Duration MOST = Duration.ofSeconds(3);

    static final Duration LOOK = Duration.ofMillis(50);

    private final List<UserActor.FromXmpp> waiting = new ArrayList<>();
    private boolean begun;
    private Logout logout = Logout.NOT_BEGUN;

    private enum Logout {
        NOT_BEGUN,
        BEGUN,
        DONE
    }

    void begin() {
        begun = true;
    }

    /** Whether it is time to log out: once. */
    boolean beginLogout() {
        boolean first = logout == Logout.NOT_BEGUN;
        if (first) {
            logout = Logout.BEGUN;
        }
        return first;
    }

    void loggedOut() {
        logout = Logout.DONE;
    }

    boolean isLoggedOut() {
        return logout == Logout.DONE;
    }

    boolean hasBegun() {
        return begun;
    }

    /** Keeps a stanza for the next actor; the edge that it is from bounds them. */
    void keep(UserActor.FromXmpp in) {
        waiting.add(in);
    }

    /**
     * Hands on what has no outcome, and then what came while leaving. What was taken on here and is settled no longer counts for the
     * next actor; one that never came here still has to come before those that follow it.
     */
    void handOn(Inbox inbox, Consumer<UserActor.FromXmpp> next) {
        List<UserActor.FromXmpp> all = new ArrayList<>(inbox.unsettled());
        all.addAll(inbox.early());
        all.addAll(waiting);
        // Of one stream in its order; the sort is stable, and streams do not wait for each other.
        all.sort(Comparator.comparingLong(UserActor.FromXmpp::number));
        Map<String, Long> before = new HashMap<>();
        for (UserActor.FromXmpp in : all) {
            long known = before.getOrDefault(in.stream(), 0L);
            if (known < in.number()) {
                boolean hasCome = in.after() <= known || inbox.hasTaken(in.stream(), in.after());
                next.accept(in.behind(hasCome ? known : in.after()));
                before.put(in.stream(), in.number());
            }
        }
    }
}
