package im.gateway.persistence.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.gateway.persistence.UserEvent;
import im.gateway.persistence.UserRecord;
import im.gateway.persistence.journal.JournalReader.Found;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplayTest {
    private final Replay replay = new Replay(UserRecord.EMPTY, 4);

    @Test
    void eventsAreAppliedToWhatIsKnown() {
        replay.take(5, "a", contact(5));
        replay.take(6, "b", contact(6));
        replay.take(7, "b", contact(7));
        assertThat(replay.found())
                .isEqualTo(new Found(
                        UserRecord.EMPTY.apply(contact(5)).apply(contact(6)).apply(contact(7)), 7));
    }

    @Test
    void aGapIsAnError() {
        replay.take(5, "a", contact(5));
        assertThatThrownBy(() -> replay.take(7, "a", contact(7)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("event 7 after event 5 (expected: 6): the journal of this user is incomplete");
    }

    @Test
    void aNumberThatWasThereBeforeIsForThePlugin() {
        replay.take(5, "a", contact(5));
        assertThatThrownBy(() -> replay.take(5, "b", contact(6))).isInstanceOf(Replay.Ambiguous.class);
    }

    @Test
    void aWriterWhoComesBackIsForThePlugin() {
        replay.take(5, "a", contact(5));
        replay.take(6, "b", contact(6));
        assertThatThrownBy(() -> replay.take(7, "a", contact(7))).isInstanceOf(Replay.Ambiguous.class);
    }

    /** With partitions of 10,000 numbers. */
    @ParameterizedTest
    @CsvSource({
        "1, 0, true",
        "1, 1, false",
        "9000, 1, false",
        "9001, 1, true",
        "10000, 0, true",
        "10000, 1, true",
        "10001, 1, true",
        "10001, 2, false",
        "19999, 2, true",
        "19999, 3, false"
    })
    void anEventIsInThePartitionOfItsNumberOrCloseToTheEndInTheNext(long number, long partition, boolean may) {
        assertThat(new Partitions(10_000).mayHold(partition, number)).isEqualTo(may);
    }

    private static UserEvent contact(int number) {
        return new UserEvent.ContactSaved("contact" + number, null, List.of());
    }
}
