package im.gateway.persistence.journal;

import im.gateway.persistence.RegistrationId;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Deletes all that the journal has stored about one registration: events, snapshots and what the store keeps beside them. */
@FunctionalInterface
public interface JournalEraser {
    /**
     * For a journal in memory, which takes what it holds with it when the process ends. Its events stay until then, and say nothing: the
     * last one is {@link im.gateway.persistence.UserEvent.Unregistered}.
     */
    JournalEraser NOTHING = id -> CompletableFuture.completedFuture(null);

    /**
     * Deletes; may be called again after a failure. No actor may be writing events of this registration meanwhile.
     *
     * @return completes when nothing is left, fails when something may be
     */
    CompletionStage<Void> erase(RegistrationId id);

    /**
     * Makes sure that nothing which is not stored yet ever appears behind an event: a write that was given up as failed may still be on its
     * way, and would take the place of one that is acknowledged later. Called before the first event that a journal writes after it was
     * opened.
     *
     * @param sequenceNumber of the last event that was found; 0 for none
     */
    default CompletionStage<Void> fence(RegistrationId id, long sequenceNumber) {
        return CompletableFuture.completedFuture(null);
    }
}
