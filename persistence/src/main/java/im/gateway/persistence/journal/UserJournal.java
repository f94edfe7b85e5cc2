package im.gateway.persistence.journal;

import im.gateway.persistence.RegistrationId;
import im.gateway.persistence.UserEvent;
import im.gateway.persistence.UserRecord;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.ChildFailed;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The journal of one registration, a child of its user actor. It never ends by itself: when the store fails, it says so, and
 * opens the store again by itself until it is back, with growing pauses. All answers are {@link Reply}s and come in the order of the
 * commands that they answer.
 *
 * <p>What its parent may rely on:
 * <ul>
 *   <li>{@link Recovered} comes once the stored events have been read; what was acknowledged by {@link Stored} is in it. It comes again
 *       after each {@link Unavailable}, and after each erasing.
 *   <li>{@link Unavailable} comes once for each outage, and never when the store answers.
 *   <li>Each {@link Store} is answered by {@link Stored} or {@link StoreFailed}: within the journal's call timeout (persistence.conf),
 *       and at once while the store is known to be away.
 *   <li>After {@link StoreFailed}, the events may or may not have been stored, and nothing that was to be stored after them has been. So the
 *       parent stores nothing more until {@link Recovered} has told it what is there, takes that record for its own, and decides again.
 * </ul>
 */
public final class UserJournal extends AbstractBehavior<UserJournal.Command> {
    /** What a journal is told. */
    public sealed interface Command {}

    /** Store these events, all of them or none. */
    public record Store(List<UserEvent> events, ActorRef<Reply> replyTo) implements Command {
        /** @throws IllegalArgumentException without any event */
        public Store {
            events = List.copyOf(events);
            if (events.isEmpty()) {
                throw new IllegalArgumentException("events to store: none (expected: at least one)");
            }
        }
    }

    /**
     * Delete everything that is stored, after {@link UserEvent.Unregistered} has been; answered by {@link Erased} or {@link EraseFailed}.
     * The row of the {@link im.gateway.persistence.RegistrationTable} is to go after it, so that it can be tried again after a crash.
     */
    public record Erase(ActorRef<Reply> replyTo) implements Command {}

    /** The store has read what there is, up to the event with this number. */
    record Opened(int generation, UserRecord record, long sequenceNumber) implements Command {}

    /** The store has written the oldest of the outstanding events. */
    record Persisted(int generation, UserRecord record) implements Command {}

    private record Fenced(int generation, @Nullable Throwable failure) implements Command {}

    private record Reopen() implements Command {}

    private record Deleted(@Nullable Throwable failure) implements Command {}

    /** What a journal answers, and what it tells its parent unasked ({@link Recovered}, {@link Unavailable}). */
    public sealed interface Reply {}

    /** The journal is open. The record is the very instance that the journal keeps. */
    public record Recovered(UserRecord record) implements Reply {}

    /** The journal cannot be read or written for now; it tries again by itself. */
    public record Unavailable(String reason) implements Reply {}

    /** The events are stored. The record after them is the very instance that the journal keeps. */
    public record Stored(UserRecord record) implements Reply {}

    /** The events are perhaps not stored. */
    public record StoreFailed(String reason) implements Reply {}

    /** Nothing is stored about this registration any more. */
    public record Erased() implements Reply {}

    /** Something may still be stored; erasing may be asked for again after {@link Recovered}. */
    public record EraseFailed(String reason) implements Reply {}

    private static final Logger LOG = LoggerFactory.getLogger(UserJournal.class);

    private enum State {
        /** The store reads; what is to be stored waits for it. */
        OPENING,
        /** The store reads after an outage; commands are refused, since they were decided without knowing what it finds. */
        REOPENING,
        /** Nothing has been written yet since the store was opened. */
        OPEN,
        /** What earlier writers may have left behind is shut out; what is to be stored waits for it. */
        FENCING,
        WRITING,
        /** There is no store; a timer runs. */
        AWAY,
        ERASING
    }

    private final RegistrationId id;
    private final ActorRef<Reply> parent;
    private final JournalEraser eraser;
    private final JournalSettings settings;
    private final TimerScheduler<Command> timers;
    private final Queue<Store> waiting = new ArrayDeque<>(1);
    private final Queue<ActorRef<Reply>> outstanding = new ArrayDeque<>(1);

    private State state = State.OPENING;
    /** Which store an answer is from: the answers of one that has ended may still be on their way. */
    private int generation;

    private int attempts;
    private @Nullable ActorRef<EventStore.Persist> store;
    private UserRecord record = UserRecord.EMPTY;
    private long sequenceNumber;
    private @Nullable ActorRef<Reply> eraseReplyTo;

    private UserJournal(
            ActorContext<Command> context,
            TimerScheduler<Command> timers,
            RegistrationId id,
            ActorRef<Reply> parent,
            JournalEraser eraser,
            JournalSettings settings) {
        super(context);
        this.timers = timers;
        this.id = id;
        this.parent = parent;
        this.eraser = eraser;
        this.settings = settings;
        open(State.OPENING);
    }

    /**
     * The behaviour of a journal, which opens at once.
     *
     * @param parent told {@link Recovered} and {@link Unavailable}
     */
    public static Behavior<Command> create(
            RegistrationId id, ActorRef<Reply> parent, JournalEraser eraser, JournalSettings settings) {
        return Behaviors.setup(context ->
                Behaviors.withTimers(timers -> new UserJournal(context, timers, id, parent, eraser, settings)));
    }

    /** Under what name the events of a registration are stored. */
    public static String persistenceId(RegistrationId id) {
        return "user|" + id.text();
    }

    @Override
    public Receive<Command> createReceive() {
        // A handler for each command is an object for each, and there is a journal for every user who is logged in.
        return newReceiveBuilder()
                .onMessage(Command.class, this::on)
                .onSignal(Terminated.class, this::onStoreEnded)
                .build();
    }

    private Behavior<Command> on(Command command) {
        if (command instanceof Store store) {
            return onStore(store);
        } else if (command instanceof Persisted persisted) {
            return onPersisted(persisted);
        } else if (command instanceof Opened opened) {
            return onOpened(opened);
        } else if (command instanceof Fenced fenced) {
            return onFenced(fenced);
        } else if (command instanceof Erase erase) {
            return onErase(erase);
        } else if (command instanceof Deleted deleted) {
            return onDeleted(deleted);
        } else if (command instanceof Reopen) {
            return open(State.REOPENING);
        }
        throw new AssertionError("a command without a rule: " + command.getClass());
    }

    private Behavior<Command> open(State opening) {
        state = opening;
        generation++;
        ActorRef<EventStore.Persist> opened = getContext()
                .spawn(EventStore.create(id, generation, getContext().getSelf(), settings), "store-" + generation);
        getContext().watch(opened);
        store = opened;
        return this;
    }

    private Behavior<Command> onOpened(Opened opened) {
        if (opened.generation() != generation || store == null) {
            return this;
        }
        if (attempts > 0) {
            LOG.info("journal=open registration={} attempts={}", id, attempts);
        }
        attempts = 0;
        state = State.OPEN;
        record = opened.record();
        sequenceNumber = opened.sequenceNumber();
        parent.tell(new Recovered(record));
        return waiting.isEmpty() ? this : fence();
    }

    private Behavior<Command> onStore(Store command) {
        switch (state) {
            case WRITING -> write(command);
            case OPENING, FENCING -> waiting.add(command);
            case OPEN -> {
                waiting.add(command);
                return fence();
            }
            case REOPENING, AWAY, ERASING -> command.replyTo().tell(new StoreFailed(notOpen()));
        }
        return this;
    }

    private void write(Store command) {
        ActorRef<EventStore.Persist> open = store;
        if (open == null) {
            command.replyTo().tell(new StoreFailed(notOpen()));
        } else {
            outstanding.add(command.replyTo());
            open.tell(new EventStore.Persist(command.events()));
        }
    }

    /** Only before the first event that is written: most journals are opened to be read. */
    private Behavior<Command> fence() {
        state = State.FENCING;
        int now = generation;
        getContext().pipeToSelf(eraser.fence(id, sequenceNumber), (done, failure) -> new Fenced(now, failure));
        return this;
    }

    private Behavior<Command> onFenced(Fenced fenced) {
        if (fenced.generation() != generation || state != State.FENCING) {
            return this;
        }
        ActorRef<EventStore.Persist> open = store;
        if (fenced.failure() != null && open != null) {
            store = null;
            getContext().stop(open);
            return away(reason(fenced.failure()));
        }
        state = State.WRITING;
        for (Store command = waiting.poll(); command != null; command = waiting.poll()) {
            write(command);
        }
        return this;
    }

    private Behavior<Command> onPersisted(Persisted persisted) {
        ActorRef<Reply> replyTo = persisted.generation() == generation ? outstanding.poll() : null;
        if (replyTo != null) {
            record = persisted.record();
            replyTo.tell(new Stored(record));
        }
        return this;
    }

    private Behavior<Command> onErase(Erase command) {
        if ((state != State.OPEN && state != State.WRITING) || store == null) {
            command.replyTo().tell(new EraseFailed(notOpen()));
        } else if (record.isRegistered() || !outstanding.isEmpty()) {
            command.replyTo().tell(new EraseFailed("still registered (expected: Unregistered stored before)"));
        } else {
            // The store goes first: it must not write behind the deletion, and its sequence numbers start again
            // afterwards.
            state = State.ERASING;
            eraseReplyTo = command.replyTo();
            getContext().stop(store);
        }
        return this;
    }

    private Behavior<Command> onDeleted(Deleted deleted) {
        ActorRef<Reply> replyTo = eraseReplyTo;
        eraseReplyTo = null;
        if (replyTo == null) {
            return this;
        }
        if (deleted.failure() == null) {
            replyTo.tell(new Erased());
            return open(State.OPENING);
        }
        replyTo.tell(new EraseFailed(reason(deleted.failure())));
        return away(reason(deleted.failure()));
    }

    private Behavior<Command> onStoreEnded(Terminated ended) {
        if (store == null || !ended.getRef().path().equals(store.path())) {
            return this;
        }
        store = null;
        if (state == State.ERASING) {
            getContext().pipeToSelf(eraser.erase(id), (done, failure) -> new Deleted(failure));
            return this;
        }
        return away(ended instanceof ChildFailed failed ? reason(failed.getCause()) : "the store stopped");
    }

    private Behavior<Command> away(String reason) {
        for (ActorRef<Reply> replyTo = outstanding.poll(); replyTo != null; replyTo = outstanding.poll()) {
            replyTo.tell(new StoreFailed(reason));
        }
        for (Store command = waiting.poll(); command != null; command = waiting.poll()) {
            command.replyTo().tell(new StoreFailed(reason));
        }
        if (state != State.REOPENING) {
            LOG.warn("journal=away registration={} reason={}", id, reason);
            parent.tell(new Unavailable(reason));
        }
        state = State.AWAY;
        attempts++;
        timers.startSingleTimer(new Reopen(), settings.pause(attempts, id.hashCode()));
        return this;
    }

    private String notOpen() {
        return state == State.ERASING ? "the registration is being erased" : "the journal is not open";
    }

    /** The innermost cause, since the outer ones only say that the journal failed. */
    private static String reason(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause.getCause() != null && depth < 10; depth++) {
            cause = cause.getCause();
        }
        return cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }
}
