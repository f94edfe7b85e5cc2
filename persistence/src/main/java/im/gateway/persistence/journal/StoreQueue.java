package im.gateway.persistence.journal;

import im.gateway.persistence.UserRecord;
import im.gateway.persistence.journal.UserJournal.Reply;
import im.gateway.persistence.journal.UserJournal.Store;
import java.util.ArrayDeque;
import java.util.Queue;
import org.apache.pekko.actor.typed.ActorRef;

/** What is to be stored, in order: first it waits to be written, then for the store's answer. Confined to its {@link UserJournal}. */
final class StoreQueue {
    private final Queue<Store> waiting = new ArrayDeque<>(1);
    private final Queue<ActorRef<Reply>> outstanding = new ArrayDeque<>(1);

    void add(Store command) {
        waiting.add(command);
    }

    /** Whether something is still to be written. */
    boolean isWaiting() {
        return !waiting.isEmpty();
    }

    /** Whether something is being written. */
    boolean isOutstanding() {
        return !outstanding.isEmpty();
    }

    /** Hands on what waits. */
    void writeTo(ActorRef<EventStore.Persist> store) {
        for (Store command = waiting.poll(); command != null; command = waiting.poll()) {
            outstanding.add(command.replyTo());
            store.tell(new EventStore.Persist(command.events()));
        }
    }

    /** The oldest of what is being written has been. */
    void stored(UserRecord record) {
        ActorRef<Reply> replyTo = outstanding.poll();
        if (replyTo != null) {
            replyTo.tell(new UserJournal.Stored(record));
        }
    }

    /** Answers everything: what is being written first, since it is older. */
    void refuse(String reason) {
        for (ActorRef<Reply> replyTo = outstanding.poll(); replyTo != null; replyTo = outstanding.poll()) {
            replyTo.tell(new UserJournal.StoreFailed(reason));
        }
        for (Store command = waiting.poll(); command != null; command = waiting.poll()) {
            command.replyTo().tell(new UserJournal.StoreFailed(reason));
        }
    }
}
