package im.gateway.node;

import im.gateway.node.edge.StanzaRoute;
import im.gateway.node.user.Home;
import im.gateway.node.user.UserActor;
import im.gateway.persistence.RegistrationId;
import org.apache.pekko.actor.typed.Behavior;

/** What the gateway does with stanzas: the part of a node that knows no socket and no cluster. */
interface Application {
    /** What becomes of a stanza that came in. */
    StanzaRoute route();

    /**
     * The actor of one registration.
     *
     * @param home the actor's place in the cluster
     */
    Behavior<UserActor.Command> user(RegistrationId id, Home home);

    /** What an actor is told that has to move or to end. */
    UserActor.Command stop();
}
