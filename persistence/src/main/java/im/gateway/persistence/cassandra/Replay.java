package im.gateway.persistence.cassandra;

import im.gateway.persistence.UserEvent;
import im.gateway.persistence.UserRecord;
import im.gateway.persistence.journal.JournalReader.Found;
import java.util.HashSet;
import java.util.Set;

/** The events of a registration, applied in the order of their numbers to what a snapshot says. Confined to one reading. */
final class Replay {
    /** The plugin would have to choose between events. */
    static final class Ambiguous extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Ambiguous(String message) {
            super(message);
        }
    }

    /** Those whose events have been applied. */
    private final Set<String> writers = new HashSet<>(4);

    private String writer = "";
    private UserRecord record;
    private long last;

    /** @param last the number of the last event that the record knows; 0 for none */
    Replay(UserRecord record, long last) {
        this.record = record;
        this.last = last;
    }

    /** The number that the next event has to have. */
    long next() {
        return last + 1;
    }

    Found found() {
        return new Found(record, last);
    }

    /**
     * Applies an event.
     *
     * @param writer each actor that has written has its own
     * @throws Ambiguous when two writers have stored events side by side, of which the plugin leaves some out (Pekko's replay filter)
     * @throws IllegalStateException when events before this one are missing
     */
    void take(long number, String writer, UserEvent event) {
        if (number > next()) {
            throw incomplete(number);
        }
        boolean again = !this.writer.equals(writer) && !writers.add(writer);
        if (number < next() || again) {
            throw new Ambiguous("event " + number + " of writer " + writer + " after event " + last + " of writer "
                    + this.writer + " (expected: one writer after the other)");
        }
        this.writer = writer;
        record = record.apply(event);
        last = number;
    }

    /** Why an event with that number cannot be applied. */
    IllegalStateException incomplete(long number) {
        return new IllegalStateException("event " + number + " after event " + last + " (expected: " + next()
                + "): the journal of this user is incomplete");
    }
}
