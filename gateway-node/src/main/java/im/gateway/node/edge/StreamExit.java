package im.gateway.node.edge;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.actor.typed.receptionist.Receptionist;
import org.apache.pekko.actor.typed.receptionist.ServiceKey;

/**
 * The door of a stream for other nodes: an actor for as long as the stream is established, found through the receptionist.
 *
 * <p>While its node may have been taken out of the cluster, what is to be written waits: the others know that it is uncertain, have it in
 * their users' journals, and write it to the next stream when this one is gone.
 */
public final class StreamExit {
    private static final Duration LOOK = Duration.ofMillis(100);

    private final TimerScheduler<Command> timers;
    private final Exit stream;
    private final BooleanSupplier inDoubt;
    private final List<Write> keptBack = new ArrayList<>();

    private StreamExit(TimerScheduler<Command> timers, Exit stream, BooleanSupplier inDoubt) {
        this.timers = timers;
        this.stream = stream;
        this.inDoubt = inDoubt;
    }

    /** What it is told. */
    sealed interface Command {}

    private enum Look implements Command {
        NOW
    }

    /** What another node asks of the stream, and what it is told. Names on the wire: {@code write/1}, {@code written/1}. */
    public sealed interface Message extends Command {}

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

    /**
     * The door of this stream.
     *
     * @param inDoubt whether the others may go on without this node
     */
    static Behavior<Command> create(String domain, Exit stream, BooleanSupplier inDoubt) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            ActorRef<Write> self = context.getSelf().narrow();
            context.getSystem().receptionist().tell(Receptionist.register(key(domain), self));
            return new StreamExit(timers, stream, inDoubt).behavior();
        }));
    }

    private Behavior<Command> behavior() {
        return Behaviors.receive(Command.class)
                .onMessage(Write.class, this::onWrite)
                .onMessage(Look.class, look -> goOn())
                .build();
    }

    private Behavior<Command> onWrite(Write write) {
        if (keptBack.isEmpty() && !inDoubt.getAsBoolean()) {
            write(write);
            return Behaviors.same();
        }
        keptBack.add(write);
        return goOn();
    }

    private Behavior<Command> goOn() {
        if (inDoubt.getAsBoolean()) {
            timers.startSingleTimer(Look.NOW, LOOK);
        } else {
            keptBack.forEach(this::write);
            keptBack.clear();
        }
        return Behaviors.same();
    }

    /** The reply is sent from the event loop, also after this actor has ended with its stream. */
    private void write(Write write) {
        stream.write(List.of(write.chunk()), done -> write.replyTo().tell(new Written(write.number(), done)));
    }
}
