package im.gateway.node.user;

import java.time.Duration;
import java.util.ArrayList;
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

    void begin() {
        begun = true;
    }

    boolean hasBegun() {
        return begun;
    }

    /** Keeps a stanza for the next actor; the edge that it is from bounds them. */
    void keep(UserActor.FromXmpp in) {
        waiting.add(in);
    }

    /**
     * Hands on what has no outcome, and then what came while leaving. For the next actor nothing is before the first stanza of a
     * stream, and before each other one is the one that was handed on here.
     */
    void handOn(List<UserActor.FromXmpp> unsettled, Consumer<UserActor.FromXmpp> next) {
        Map<String, Long> before = new HashMap<>();
        List<UserActor.FromXmpp> all = new ArrayList<>(unsettled);
        all.addAll(waiting);
        for (UserActor.FromXmpp in : all) {
            Long known = before.get(in.stream());
            if (known == null || known < in.number()) {
                next.accept(new UserActor.FromXmpp(
                        in.stream(), in.number(), known == null ? 0 : known, in.stanza(), in.replyTo()));
                before.put(in.stream(), in.number());
            }
        }
    }
}
