package im.gateway.persistence;

import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * The table of all registrations, beside the journal: it answers who is registered and whose login has to be there, without waking
 * anybody. A row is written before the event that it follows from, and deleted after the event, so that after a crash a row may be
 * there for nothing, and is never missing.
 */
public interface RegistrationTable {
    /** A row: who, and whether the legacy login is to be there. */
    record Row(RegistrationId id, boolean wanted) {}

    /** Writes or replaces a row. */
    CompletionStage<Void> put(Row row);

    CompletionStage<Void> remove(RegistrationId id);

    /**
     * Reads all rows, page by page, in no order; {@code each} is called one row after the other and may block to slow the reading down.
     *
     * @return completes when all have been given to {@code each}
     */
    CompletionStage<Void> scan(Consumer<Row> each);
}
