package im.gateway.loadtest.faults.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MessageBookTest {
    private final AtomicLong now = new AtomicLong();
    private final MessageBook book = new MessageBook(2, now::get);

    @Test
    void everyMessageIsOneOfDeliveredRefusedLostOrInASocket() {
        int delivered = book.next(0);
        int refused = book.next(0);
        int lost = book.next(0);
        int inSocket = book.next(1);
        book.arrived(0, delivered);
        book.refused(0, refused);

        Counts counts = Counts.of(book.since(0), message -> message.flow() == 1);

        assertThat(counts).isEqualTo(new Counts(4, 1, 1, 1, 1, 0, 0));
        assertThat(lost).isEqualTo(2);
        assertThat(inSocket).isZero();
    }

    @Test
    void whatArrivesAgainIsNoSecondDelivery() {
        int number = book.next(0);

        assertThat(book.arrived(0, number)).isTrue();
        assertThat(book.arrived(0, number)).isFalse();

        assertThat(Counts.of(book.since(0), message -> true)).isEqualTo(new Counts(1, 1, 0, 0, 0, 1, 0));
    }

    @Test
    void whatArrivesThoughItWasRefusedIsDelivered() {
        int number = book.next(0);
        book.refused(0, number);
        book.arrived(0, number);

        assertThat(Counts.of(book.since(0), message -> false)).isEqualTo(new Counts(1, 1, 0, 0, 0, 0, 0));
    }

    @Test
    void orderIsThatOfOneFlow() {
        book.next(0);
        book.next(0);
        book.next(1);
        book.arrived(0, 1);
        book.arrived(1, 0);
        book.arrived(0, 0);

        assertThat(Counts.of(book.since(0), message -> false).reordered()).isOne();
        assertThat(book.since(0).get(0).reordered()).isTrue();
    }

    @Test
    void aRepeatedMessageIsNotOutOfOrder() {
        book.next(0);
        book.next(0);
        book.arrived(0, 0);
        book.arrived(0, 1);
        book.arrived(0, 0);

        assertThat(Counts.of(book.since(0), message -> false)).isEqualTo(new Counts(2, 2, 0, 0, 0, 1, 0));
    }

    @Test
    void onlyWhatWasSentFromTheMomentOnIsAskedFor() {
        book.next(0);
        now.set(10);
        book.next(0);

        assertThat(book.since(10)).extracting(Message::sequence).containsExactly(1);
    }

    @Test
    void whatTheNetworkKeepsWasNotHandedToAnybody() {
        book.next(1);
        int handed = book.next(1);
        book.handed(1, handed);

        assertThat(book.since(0)).extracting(Message::handed).containsExactly(false, true);
    }

    /** What a network has kept for an account goes into the connection of its next session, perhaps of a node that is about to die. */
    @Test
    void whatWasKeptIsInAConnectionOnlyWhenItIsHandedOver() {
        int kept = book.next(1);
        now.set(1500);
        book.handed(1, kept);
        book.next(1);

        assertThat(book.since(0)).extracting(Message::writtenAt).containsExactly(1500L, 1500L);
        assertThat(book.since(0)).extracting(Message::sentAt).containsExactly(0L, 1500L);
    }
}
