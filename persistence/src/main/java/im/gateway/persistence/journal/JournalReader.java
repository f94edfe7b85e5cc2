package im.gateway.persistence.journal;

import im.gateway.persistence.RegistrationId;
import im.gateway.persistence.UserRecord;
import java.util.concurrent.CompletionStage;

/** Reads what is stored about one registration; most journals are opened for nothing else. */
@FunctionalInterface
public interface JournalReader {
    /**
     * What is stored.
     *
     * @param sequenceNumber of the last event that was ever stored; 0 for none
     */
    record Found(UserRecord record, long sequenceNumber) {}

    /**
     * Reads; any number of registrations may be read at once, and while a journal writes.
     *
     * @return all that was acknowledged before the call, within some seconds; fails when the store does not answer, and for events that are
     *     incomplete or cannot be read
     */
    CompletionStage<Found> read(RegistrationId id);
}
