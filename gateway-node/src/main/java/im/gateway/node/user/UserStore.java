package im.gateway.node.user;

import im.gateway.persistence.RegistrationId;
import im.gateway.persistence.RegistrationTable;
import im.gateway.persistence.UserEvent;
import im.gateway.persistence.UserRecord;
import im.gateway.persistence.journal.UserJournal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.jspecify.annotations.Nullable;

/**
 * The user's record with its journal and its row in the table of registrations. While the journal is away the record stays, and so do the
 * facts that may wait for it. Confined to the user actor.
 */
final class UserStore {
    /** What an answer of the journal means for the decision that waits. */
    enum Outcome {
        /** Nothing: no decision waited for this. */
        NONE,
        STORED,
        FAILED
    }

    private record Batch(List<UserEvent> events, boolean awaited) {}

    private final RegistrationId id;
    private final RegistrationTable table;
    private final ActorRef<UserJournal.Reply> replies;
    private final Runnable rowFailed;
    private final ActorRef<UserJournal.Command> journal;

    private UserRecord record = UserRecord.EMPTY;
    private boolean ready;
    private boolean down;
    private final Deque<Batch> sent = new ArrayDeque<>(2);
    private final List<UserEvent> unsaved = new ArrayList<>(0);
    /** What the row says, as far as this actor knows; null for not known. */
    private @Nullable Boolean rowWanted;
    /** The row that is being written; what is stored meanwhile goes to the journal after it. */
    private CompletionStage<Void> row = CompletableFuture.completedFuture(null);

    /**
     * Opens the journal, as a child of the actor.
     *
     * @param journal makes the journal's behavior, which answers to the second argument
     * @param wrap makes an answer of the journal a message to the actor
     * @param rowFailed called, on any thread, when a row could not be written
     */
    UserStore(
            ActorContext<UserActor.Command> context,
            RegistrationId id,
            RegistrationTable table,
            BiFunction<RegistrationId, ActorRef<UserJournal.Reply>, Behavior<UserJournal.Command>> journal,
            Function<UserJournal.Reply, UserActor.Command> wrap,
            Runnable rowFailed) {
        this.id = id;
        this.table = table;
        this.replies = context.messageAdapter(UserJournal.Reply.class, wrap::apply);
        this.rowFailed = rowFailed;
        this.journal = context.spawn(journal.apply(id, replies), "journal");
    }

    /** What is known of the user, with the facts that still wait for the journal. */
    UserRecord record() {
        return record;
    }

    /** Whether the record has been read: nothing can be decided before. */
    boolean isReady() {
        return ready;
    }

    /** Whether the journal is away. */
    boolean isDown() {
        return down;
    }

    /** Whether nothing waits to be stored. */
    boolean isClean() {
        return sent.isEmpty() && unsaved.isEmpty();
    }

    /**
     * Whether these facts may be acted upon before they are stored: what is lost of them is found out anew at the next login, or
     * costs a repeated stanza at most.
     */
    static boolean mayWait(List<UserEvent> events) {
        for (UserEvent event : events) {
            boolean may = event instanceof UserEvent.SessionWanted
                    || event instanceof UserEvent.CredentialsRefused
                    || event instanceof UserEvent.CredentialsAccepted
                    || event instanceof UserEvent.StanzaBuffered
                    || event instanceof UserEvent.BufferDelivered
                    || event instanceof UserEvent.DenialForgotten
                    || event instanceof UserEvent.DecisionsCarriedOut
                    || event instanceof UserEvent.ContactsTold;
            if (!may) {
                return false;
            }
        }
        return true;
    }

    /** Takes facts that hold at once, and has them stored as soon as that is possible. */
    void aside(List<UserEvent> events) {
        events.forEach(e -> record = record.apply(e));
        if (down) {
            unsaved.addAll(events);
        } else {
            write(new Batch(events, false));
        }
    }

    /** Has facts stored that hold only then; the outcome comes through {@link #accept}. */
    void store(List<UserEvent> events) {
        write(new Batch(events, true));
    }

    private void write(Batch batch) {
        sent.add(batch);
        UserJournal.Command command = new UserJournal.Store(batch.events(), replies);
        CompletionStage<Void> newRow = rowBefore(batch.events());
        if (newRow == null && row.toCompletableFuture().isDone()) {
            journal.tell(command);
            return;
        }
        CompletionStage<Void> before = newRow == null ? row : row.thenCombine(newRow, (a, b) -> null);
        row = before.handle((done, failure) -> {
            if (failure == null) {
                journal.tell(command);
            } else {
                rowFailed.run();
            }
            return null;
        });
    }

    /** The row says at least what the journal says: it is written before the event that it follows from. */
    private @Nullable CompletionStage<Void> rowBefore(List<UserEvent> events) {
        for (UserEvent event : events) {
            boolean wanted = event instanceof UserEvent.SessionWanted w && w.isWanted();
            if ((wanted && !Boolean.TRUE.equals(rowWanted)) || event instanceof UserEvent.Registered) {
                rowWanted = wanted;
                return table.put(new RegistrationTable.Row(id, wanted));
            }
        }
        return null;
    }

    private void rowAfter(List<UserEvent> events) {
        for (UserEvent event : events) {
            if (event instanceof UserEvent.SessionWanted && !record.wantsSession() && record.isRegistered()) {
                rowWanted = false;
                table.put(new RegistrationTable.Row(id, false));
            }
        }
    }

    /** Deletes all that is stored of the user. Nothing can be decided until that is done. */
    void erase() {
        ready = false;
        journal.tell(new UserJournal.Erase(replies));
    }

    Outcome accept(UserJournal.Reply reply) {
        if (reply instanceof UserJournal.Recovered recovered) {
            recovered(recovered.record());
            return Outcome.NONE;
        } else if (reply instanceof UserJournal.Stored stored) {
            return stored(stored.record());
        } else if (reply instanceof UserJournal.StoreFailed) {
            return failed();
        } else if (reply instanceof UserJournal.Unavailable) {
            down = true;
            return Outcome.NONE;
        } else if (reply instanceof UserJournal.Erased) {
            table.remove(id);
            rowWanted = null;
            return Outcome.NONE;
        } else if (reply instanceof UserJournal.EraseFailed) {
            // The event that ends the registration is stored, so the user is gone; what is left is erased at the next
            // start.
            return Outcome.NONE;
        }
        throw new AssertionError("a reply without a rule: " + reply.getClass());
    }

    private void recovered(UserRecord read) {
        record = read;
        unsaved.forEach(e -> record = record.apply(e));
        ready = true;
        down = false;
        if (!unsaved.isEmpty()) {
            Batch again = new Batch(List.copyOf(unsaved), false);
            unsaved.clear();
            write(again);
        }
    }

    private Outcome stored(UserRecord stored) {
        Batch batch = sent.poll();
        if (batch == null) {
            return Outcome.NONE;
        }
        if (sent.isEmpty() && unsaved.isEmpty()) {
            // The journal's own instance, so that both keep one and the same in memory.
            record = stored;
        } else if (batch.awaited()) {
            batch.events().forEach(e -> record = record.apply(e));
        }
        rowAfter(batch.events());
        return batch.awaited() ? Outcome.STORED : Outcome.NONE;
    }

    /** What may wait is kept for when the journal is back; a decision that waits has failed. */
    private Outcome failed() {
        down = true;
        Batch batch = sent.poll();
        if (batch == null || batch.awaited()) {
            return batch == null ? Outcome.NONE : Outcome.FAILED;
        }
        unsaved.addAll(batch.events());
        return Outcome.NONE;
    }

    /** A row could not be written, so its batch has not reached the journal. */
    Outcome rowHasFailed() {
        rowWanted = null;
        Batch batch = sent.poll();
        if (batch == null || batch.awaited()) {
            return batch == null ? Outcome.NONE : Outcome.FAILED;
        }
        unsaved.addAll(batch.events());
        return Outcome.NONE;
    }
}
