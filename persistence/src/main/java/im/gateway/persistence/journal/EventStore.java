package im.gateway.persistence.journal;

import im.gateway.persistence.RegistrationId;
import im.gateway.persistence.UserEvent;
import im.gateway.persistence.UserRecord;
import java.time.Duration;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.BackoffSupervisorStrategy;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.RecoveryCompleted;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.RetentionCriteria;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;

/** The event-sourced actor inside a {@link UserJournal}: recovers, persists, takes snapshots, and ends with the first failure. */
final class EventStore extends EventSourcedBehavior<EventStore.Persist, UserEvent, UserRecord> {
    /** Persist these events, all of them or none; answered by {@link UserJournal.Persisted}. */
    record Persist(List<UserEvent> events) {}

    /**
     * Ends at the first failure. The default does that as well, and logs a stack trace for each user and attempt, which would bury the line
     * that {@link UserJournal} writes once for each outage.
     */
    private static final BackoffSupervisorStrategy END_WITHOUT_A_WORD = SupervisorStrategy.restartWithBackoff(
                    Duration.ofSeconds(1), Duration.ofSeconds(1), 0)
            .withMaxRestarts(0)
            .withLoggingEnabled(false);

    private final ActorContext<Persist> context;
    private final int generation;
    private final ActorRef<UserJournal.Command> journal;
    private final JournalSettings settings;

    private EventStore(
            ActorContext<Persist> context,
            RegistrationId id,
            int generation,
            ActorRef<UserJournal.Command> journal,
            JournalSettings settings) {
        super(PersistenceId.ofUniqueId(UserJournal.persistenceId(id)), END_WITHOUT_A_WORD);
        this.context = context;
        this.generation = generation;
        this.journal = journal;
        this.settings = settings;
    }

    /**
     * @param generation comes back in every answer
     * @param journal told {@link UserJournal.Opened} after the recovery, and {@link UserJournal.Persisted} for each {@link Persist}, in order
     */
    static Behavior<Persist> create(
            RegistrationId id, int generation, ActorRef<UserJournal.Command> journal, JournalSettings settings) {
        return Behaviors.setup(context -> new EventStore(context, id, generation, journal, settings));
    }

    @Override
    public UserRecord emptyState() {
        return UserRecord.EMPTY;
    }

    @Override
    public CommandHandler<Persist, UserEvent, UserRecord> commandHandler() {
        return (record, persist) -> Effect()
                .persist(persist.events())
                .thenRun((UserRecord stored) ->
                        journal.tell(new UserJournal.Persisted(generation, stored, lastSequenceNumber(context))));
    }

    @Override
    public EventHandler<UserRecord, UserEvent> eventHandler() {
        return UserRecord::apply;
    }

    @Override
    public SignalHandler<UserRecord> signalHandler() {
        return newSignalHandlerBuilder()
                .onSignal(
                        RecoveryCompleted.instance(),
                        record -> journal.tell(new UserJournal.Opened(generation, record, lastSequenceNumber(context))))
                .build();
    }

    @Override
    public RetentionCriteria retentionCriteria() {
        return RetentionCriteria.snapshotEvery(settings.snapshotEvery(), settings.keepSnapshots())
                .withDeleteEventsOnSnapshot();
    }
}
