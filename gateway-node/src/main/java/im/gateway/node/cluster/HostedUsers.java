package im.gateway.node.cluster;

import im.gateway.node.user.Home;
import im.gateway.node.user.UserActor;
import im.gateway.persistence.RegistrationId;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Extension;
import org.apache.pekko.actor.typed.ExtensionId;

/**
 * The short way to the user actors of this node: a stanza goes straight to its actor, without the two actors of sharding in between.
 * Everything else goes by way of sharding, and so do stanzas for an actor that is about to end. Thread-safe.
 *
 * <p>A stanza that reaches an actor too late, or overtakes one that still went by way of sharding, is what {@link UserActor.FromXmpp}
 * provides for: the edge keeps it until its outcome is certain, and each says which one it comes after.
 */
final class HostedUsers implements Extension {
    private final ConcurrentMap<RegistrationId, ActorRef<UserActor.Command>> here = new ConcurrentHashMap<>();

    /** Those of a node. */
    static HostedUsers of(ActorSystem<?> system) {
        return system.registerExtension(Id.INSTANCE);
    }

    /** Tells the user's actor; false where it has to go by way of sharding. */
    boolean tell(RegistrationId user, UserActor.Command command) {
        ActorRef<UserActor.Command> actor = command instanceof UserActor.FromXmpp ? here.get(user) : null;
        if (actor != null) {
            actor.tell(command);
        }
        return actor != null;
    }

    /** Tells all of them, but for those that are about to end; none waits for anything of the cluster's. */
    void tellAll(UserActor.Command command) {
        here.values().forEach(actor -> actor.tell(command));
    }

    /**
     * An actor that has just been started on this node.
     *
     * @param passivate asks sharding to end it
     */
    Home settle(RegistrationId user, ActorRef<UserActor.Command> actor, Runnable passivate) {
        here.put(user, actor);
        return new Home() {
            @Override
            public void passivate() {
                passivate.run();
            }

            @Override
            public void leave() {
                here.remove(user, actor);
            }
        };
    }

    private static final class Id extends ExtensionId<HostedUsers> {
        private static final Id INSTANCE = new Id();

        @Override
        public HostedUsers createExtension(ActorSystem<?> system) {
            return new HostedUsers();
        }
    }
}
