package im.gateway.persistence.journal;

import im.gateway.persistence.RegistrationId;
import im.gateway.persistence.UserEvent;
import im.gateway.persistence.UserRecord;
import java.util.List;
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
 * The journal of one registration, a child of its user actor. It reads what is stored, and starts the {@link EventStore}, which costs many
 * times as much, when something is to be written: most journals are opened to be read. When nothing has been written for a while, the store ends until
 * the next event. A journal never ends by itself: when the store fails, it says so, and opens it again by itself until it is back, with growing pauses. All answers are {@link Reply}s and come in the order of the commands that
 * they answer.
 *
 * <p>What its parent may rely on:
 * <ul>
 *   <li>{@link Recovered} comes once the stored events have been read; what was acknowledged by {@link Stored} is in it. It comes again
 *       after each {@link Unavailable}, and after each erasing.
 *   <li>{@link Unavailable} comes once for each outage, and never when the store answers; but for one case: what an earlier writer had given
 *       up as failed has arrived after all, between the reading and the first event to be written.
 *   <li>Each {@link Store} is answered by {@link Stored} or {@link StoreFailed}: within the journal's call timeout (persistence.conf),
 *       the first one within those of reading and writing one after the other, and at once while the store is known to be away.
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

    private record Read(
            int generation,
            JournalReader.@Nullable Found found,
            @Nullable Throwable failure) implements Command {}

    /** The store has read what there is, up to the event with this number. */
    record Opened(int generation, UserRecord record, long sequenceNumber) implements Command {}

    /** The store has written the oldest of the outstanding events, the last of which has this number. */
    record Persisted(int generation, UserRecord record, long sequenceNumber) implements Command {}

    /** Nothing has been written for a while. */
    private record Idle(int generation) implements Command {}

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
        /** The reader reads; what is to be stored waits for it. */
        READING,
        /** The record is known, and no store is there or it has written nothing yet. */
        OPEN,
        /** The store recovers for the first event that is to be written; others wait as well. */
        STARTING,
        /** What earlier writers may have left behind is shut out; what is to be stored waits for it. */
        FENCING,
        WRITING,
        /** There is no store; a timer runs. */
        AWAY,
        /** Reader or store read after an outage; commands are refused, since they were decided without knowing what is found. */
        REOPENING,
        ERASING
    }

    private final RegistrationId id;
    private final ActorRef<Reply> parent;
    private final JournalReader reader;
    private final JournalEraser eraser;
    private final JournalSettings settings;
    private final TimerScheduler<Command> timers;
    private final StoreQueue queue = new StoreQueue();

    private State state = State.READING;
    /** Which opening an answer is of: the answers of a store that has ended may still be on their way. */
    private int generation;

    /** Whether the store has been started, which then opens the journal after an outage, too: it would be needed again anyway. */
    private boolean writes;

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
            JournalReader reader,
            JournalEraser eraser,
            JournalSettings settings) {
        super(context);
        this.timers = timers;
        this.id = id;
        this.parent = parent;
        this.reader = reader;
        this.eraser = eraser;
        this.settings = settings;
        read(State.READING);
    }

    /**
     * The behaviour of a journal, which opens at once.
     *
     * @param parent told {@link Recovered} and {@link Unavailable}
     * @param reader of the store that the configured journal plugin writes to
     * @param eraser of the same store
     */
    public static Behavior<Command> create(
            RegistrationId id,
            ActorRef<Reply> parent,
            JournalReader reader,
            JournalEraser eraser,
            JournalSettings settings) {
        return Behaviors.setup(context ->
                Behaviors.withTimers(timers -> new UserJournal(context, timers, id, parent, reader, eraser, settings)));
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
        } else if (command instanceof Read read) {
            return onRead(read);
        } else if (command instanceof Opened opened) {
            return onOpened(opened);
        } else if (command instanceof Fenced fenced) {
            return onFenced(fenced);
        } else if (command instanceof Erase erase) {
            return onErase(erase);
        } else if (command instanceof Deleted deleted) {
            return onDeleted(deleted);
        } else if (command instanceof Idle idle) {
            return onIdle(idle);
        } else if (command instanceof Reopen) {
            return writes ? start(State.REOPENING) : read(State.REOPENING);
        }
        throw new AssertionError("a command without a rule: " + command.getClass());
    }

    private Behavior<Command> read(State reading) {
        state = reading;
        writes = false;
        int now = ++generation;
        getContext().pipeToSelf(reader.read(id), (found, failure) -> new Read(now, found, failure));
        return this;
    }

    private Behavior<Command> onRead(Read read) {
        if (read.generation() != generation) {
            return this;
        }
        JournalReader.Found found = read.found();
        if (found == null) {
            Throwable failure = read.failure();
            return away(failure == null ? "nothing was read" : Failures.reason(failure));
        }
        opened(found);
        return queue.isWaiting() ? start(State.STARTING) : this;
    }

    private void opened(JournalReader.Found found) {
        if (attempts > 0) {
            LOG.info("journal=open registration={} attempts={}", id, attempts);
        }
        attempts = 0;
        state = State.OPEN;
        record = found.record();
        sequenceNumber = found.sequenceNumber();
        parent.tell(new Recovered(record));
    }

    private Behavior<Command> start(State starting) {
        state = starting;
        writes = true;
        generation++;
        ActorRef<EventStore.Persist> started = getContext()
                .spawn(EventStore.create(id, generation, getContext().getSelf(), settings), "store-" + generation);
        getContext().watch(started);
        store = started;
        return this;
    }

    private Behavior<Command> onOpened(Opened opened) {
        if (opened.generation() != generation || store == null) {
            return this;
        }
        if (state == State.REOPENING) {
            opened(new JournalReader.Found(opened.record(), opened.sequenceNumber()));
            return this;
        }
        if (opened.sequenceNumber() == sequenceNumber && opened.record().equals(record)) {
            return fence();
        }
        // What waits was decided without these events, and so may be what is on its way here.
        return giveUp("up to event " + opened.sequenceNumber() + " is stored (expected: " + sequenceNumber
                + ", as was read before): an earlier write has arrived late");
    }

    private Behavior<Command> onStore(Store command) {
        switch (state) {
            case READING, STARTING, FENCING -> queue.add(command);
            case OPEN -> {
                queue.add(command);
                return store == null ? start(State.STARTING) : fence();
            }
            case WRITING -> {
                queue.add(command);
                write();
            }
            case AWAY, REOPENING, ERASING -> command.replyTo().tell(new StoreFailed(notOpen()));
        }
        return this;
    }

    private void write() {
        ActorRef<EventStore.Persist> open = store;
        if (open == null) {
            queue.refuse(notOpen());
        } else {
            queue.writeTo(open);
        }
    }

    /** Only before the first event that is written. */
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
        if (fenced.failure() != null) {
            return giveUp(Failures.reason(fenced.failure()));
        }
        state = State.WRITING;
        write();
        return this;
    }

    private Behavior<Command> onPersisted(Persisted persisted) {
        if (persisted.generation() == generation && queue.isOutstanding()) {
            record = persisted.record();
            sequenceNumber = persisted.sequenceNumber();
            queue.stored(record);
            // Each write puts it off.
            timers.startSingleTimer(new Idle(generation), settings.storeIdle());
        }
        return this;
    }

    /** What comes next is compared with what is known and fenced again, as after a reading: others may have written meanwhile. */
    private Behavior<Command> onIdle(Idle idle) {
        if (idle.generation() == generation && state == State.WRITING && !queue.isOutstanding()) {
            endStore();
            writes = false;
            state = State.OPEN;
        }
        return this;
    }

    private Behavior<Command> onErase(Erase command) {
        if (state != State.OPEN && state != State.WRITING) {
            command.replyTo().tell(new EraseFailed(notOpen()));
        } else if (record.isRegistered() || queue.isOutstanding()) {
            command.replyTo().tell(new EraseFailed("still registered (expected: Unregistered stored before)"));
        } else {
            // The store goes first: it must not write behind the deletion, and its sequence numbers start again
            // afterwards.
            state = State.ERASING;
            eraseReplyTo = command.replyTo();
            ActorRef<EventStore.Persist> open = store;
            if (open == null) {
                erase();
            } else {
                getContext().stop(open);
            }
        }
        return this;
    }

    private void erase() {
        getContext().pipeToSelf(eraser.erase(id), (done, failure) -> new Deleted(failure));
    }

    private Behavior<Command> onDeleted(Deleted deleted) {
        ActorRef<Reply> replyTo = eraseReplyTo;
        eraseReplyTo = null;
        if (replyTo == null) {
            return this;
        }
        if (deleted.failure() == null) {
            replyTo.tell(new Erased());
            return read(State.READING);
        }
        replyTo.tell(new EraseFailed(Failures.reason(deleted.failure())));
        return away(Failures.reason(deleted.failure()));
    }

    private Behavior<Command> onStoreEnded(Terminated ended) {
        if (store == null || !ended.getRef().path().equals(store.path())) {
            return this;
        }
        store = null;
        if (state == State.ERASING) {
            erase();
            return this;
        }
        return away(ended instanceof ChildFailed failed ? Failures.reason(failed.getCause()) : "the store stopped");
    }

    private Behavior<Command> giveUp(String reason) {
        endStore();
        return away(reason);
    }

    private void endStore() {
        ActorRef<EventStore.Persist> open = store;
        store = null;
        if (open != null) {
            getContext().stop(open);
        }
    }

    private Behavior<Command> away(String reason) {
        queue.refuse(reason);
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
}
