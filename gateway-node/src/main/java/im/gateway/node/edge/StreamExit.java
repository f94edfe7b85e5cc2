package im.gateway.node.edge;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.receptionist.Receptionist;
import org.apache.pekko.actor.typed.receptionist.ServiceKey;

/** The door of a stream for other nodes: an actor for as long as the stream is established, found through the receptionist. */
public final class StreamExit {
    private StreamExit() {}

    /** What another node asks of the stream, and what it is told. Names on the wire: {@code write/1}, {@code written/1}. */
    public sealed interface Message {}

    /**
     * Whole stanzas to be written.
     *
     * @param number chosen by the sender, for the answer
     * @param chunk UTF-8; one array, never changed
     */
    @SuppressWarnings("ArrayRecordComponent") // Only ever passed on; never compared.
    public record Write(long number, byte[] chunk, ActorRef<Written> replyTo) implements Message {}

    /** Whether the socket took them. */
    public record Written(long number, boolean written) implements Message {}

    static ServiceKey<Write> key(String domain) {
        return ServiceKey.create(Write.class, "stream-exit-" + domain);
    }

    static Behavior<Write> create(String domain, Exit stream) {
        return Behaviors.setup(context -> {
            context.getSystem().receptionist().tell(Receptionist.register(key(domain), context.getSelf()));
            return Behaviors.receive(Write.class)
                    .onMessage(Write.class, write -> {
                        // The reply is sent from the event loop, also after this actor has ended with its stream.
                        stream.write(
                                java.util.List.of(write.chunk()),
                                done -> write.replyTo().tell(new Written(write.number(), done)));
                        return Behaviors.same();
                    })
                    .build();
        });
    }
}
