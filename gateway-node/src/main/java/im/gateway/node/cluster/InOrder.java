package im.gateway.node.cluster;

import im.gateway.node.user.UserActor;
import java.util.HashMap;
import java.util.Map;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.BehaviorInterceptor;
import org.apache.pekko.actor.typed.TypedActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one user's stanzas in order when some were lost on the way, as happens when the actor moves: a stanza that follows one without
 * an outcome ({@link UserActor.FromXmpp#after}) is let through only to an actor that has seen that one. Otherwise it is dropped here,
 * and the edge hands both on again, in order.
 */
final class InOrder extends BehaviorInterceptor<UserActor.Command, UserActor.Command> {
    private static final Logger LOG = LoggerFactory.getLogger(InOrder.class);

    /** A user's stanzas come on a few streams; of streams that are gone, only as many are remembered. */
    private static final int MOST_STREAMS = 16;

    private final Map<String, Long> seen = new HashMap<>(2);

    private InOrder() {
        super(UserActor.Command.class);
    }

    static Behavior<UserActor.Command> around(Behavior<UserActor.Command> user) {
        return Behaviors.intercept(InOrder::new, user);
    }

    @Override
    public Behavior<UserActor.Command> aroundReceive(
            TypedActorContext<UserActor.Command> context,
            UserActor.Command command,
            ReceiveTarget<UserActor.Command> target) {
        if (command instanceof UserActor.FromXmpp stanza && !isNext(stanza)) {
            LOG.info(
                    "stanza={}#{} event=held-back reason=\"the one before it, {}, is missing\"",
                    stanza.stream(),
                    stanza.number(),
                    stanza.after());
            return Behaviors.same();
        }
        return target.apply(context, command);
    }

    private boolean isNext(UserActor.FromXmpp stanza) {
        long last = seen.getOrDefault(stanza.stream(), 0L);
        if (stanza.after() > last) {
            return false;
        }
        if (seen.size() >= MOST_STREAMS && !seen.containsKey(stanza.stream())) {
            // Forgetting a stream that still lives costs one more round of its edge, no more.
            seen.clear();
        }
        seen.put(stanza.stream(), Math.max(last, stanza.number()));
        return true;
    }
}
