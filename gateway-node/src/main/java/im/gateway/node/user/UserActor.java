package im.gateway.node.user;

import im.gateway.protocol.stanza.Stanza;
import org.apache.pekko.actor.typed.ActorRef;

/** The actor of one registration: see {@link Command} for what it is told. */
public final class UserActor {
    private UserActor() {}

    /** What a user actor is told. The public ones cross the network between nodes; their names there are {@code UserCommandSerializer}'s. */
    public sealed interface Command {}

    /**
     * A stanza from an XMPP stream.
     *
     * @param stream which stream it came on; unique for each connection that was ever made
     * @param number counts up on that stream, from 1; the same number from the same stream is the same stanza, sent again
     * @param after the number of the user's stanza before this one on that stream that has no outcome yet, 0 where there is none: an
     *     actor that has not seen that one has lost it, and must not take this one before it
     * @param replyTo told when the outcome is certain, so that the edge may forget the stanza
     */
    public record FromXmpp(String stream, long number, long after, Stanza stanza, ActorRef<Settled> replyTo)
            implements Command {
        /** A stanza that waits for no other one. */
        public FromXmpp(String stream, long number, Stanza stanza, ActorRef<Settled> replyTo) {
            this(stream, number, 0, stanza, replyTo);
        }
    }

    /** The outcome of this stanza is certain: the edge may forget it. */
    public record Settled(long number) {}

    /** Starts the actor where its login is wanted; otherwise nothing happens. */
    public record Wake() implements Command {}

    /** The node or the cluster goes down for good: log out of the legacy service, tell the user so, and keep nothing back. */
    public record ServiceEnds(ActorRef<Settled> replyTo) implements Command {}
}
