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
}
