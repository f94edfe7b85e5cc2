package im.gateway.persistence.journal;

import im.gateway.persistence.RegistrationId;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.ChildFailed;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * Reads by way of the journal plugin, whichever that is: an event-sourced actor recovers, tells, and ends. It knows every rule of the
 * plugin's, and costs several actors and streams for each registration.
 */
public final class RecoveringReader implements JournalReader {
    private static final AtomicLong NAMES = new AtomicLong();

    private final ActorSystem<?> system;
    private final JournalSettings settings;

    public RecoveringReader(ActorSystem<?> system, JournalSettings settings) {
        this.system = system;
        this.settings = settings;
    }

    @Override
    public CompletionStage<Found> read(RegistrationId id) {
        CompletableFuture<Found> found = new CompletableFuture<>();
        system.systemActorOf(recovery(id, found), "journal-reader-" + NAMES.incrementAndGet(), Props.empty());
        return found;
    }

    private Behavior<UserJournal.Command> recovery(RegistrationId id, CompletableFuture<Found> found) {
        return Behaviors.setup(context -> {
            ActorRef<EventStore.Persist> store =
                    context.spawn(EventStore.create(id, 0, context.getSelf(), settings), "store");
            context.watch(store);
            return Behaviors.receive(UserJournal.Command.class)
                    .onMessage(UserJournal.Opened.class, opened -> {
                        found.complete(new Found(opened.record(), opened.sequenceNumber()));
                        return Behaviors.stopped();
                    })
                    .onSignal(Terminated.class, ended -> {
                        found.completeExceptionally(
                                ended instanceof ChildFailed failed
                                        ? failed.getCause()
                                        : new IllegalStateException("the store stopped"));
                        return Behaviors.stopped();
                    })
                    .onSignal(PostStop.class, stopped -> {
                        // Nothing where it has completed already.
                        found.completeExceptionally(new IllegalStateException("the actor system ends"));
                        return Behaviors.same();
                    })
                    .build();
        });
    }
}
