package im.gateway.loadtest.outage;

import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.loadtest.measure.Ledger;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutageBookTest {
    private static final int USERS = 4;

    private final AtomicLong now = new AtomicLong(100_000_000_000L);
    private final Ledger ledger = new Ledger(2 * USERS);
    private final OutageBook book = new OutageBook(ledger, USERS, now::get);

    @Test
    void aUserIsReachedWhenMessagesSentSinceHaveArrivedBothWays() {
        int before = book.next(2);
        strike();
        second(1);
        book.lost(1);
        second(4);
        book.loggedIn(1);
        book.arrived(2, before);
        assertThat(book.hasWritten(1)).as("by a message of before").isFalse();

        send(2);
        assertThat(book.isReached(1)).isFalse();
        second(6);
        send(3);

        assertThat(book.isReached(1)).isTrue();
        assertThat(figures())
                .containsEntry("reach.affected", 1.0)
                .containsEntry("reach.unreached", 0.0)
                .containsEntry("reach.login-last", 4.0)
                .containsEntry("reach.last", 6.0)
                .containsEntry("reach.writer-last", 4.0);
        assertThat(ledger.totals().arrived()).as("passed on").isEqualTo(3);
    }

    @Test
    void onlySessionsThatEndAfterTheStrikeAreAffected() {
        book.lost(0);
        book.loggedIn(0);
        strike();
        book.lost(1);
        book.loggedIn(2);

        assertThat(book.affected()).containsExactly(1);
        assertThat(book.isLoggedIn(2)).as("who was never away").isFalse();
        assertThat(figures()).containsEntry("reach.unreached", 1.0).doesNotContainKey("reach.last");
    }

    @Test
    void theFirstTimeCounts() {
        strike();
        book.lost(3);
        second(2);
        book.loggedIn(3);
        send(6);
        send(7);
        second(9);
        strike();
        book.loggedIn(3);
        send(6);
        send(7);

        assertThat(figures())
                .containsEntry("reach.first", 2.0)
                .containsEntry("reach.last", 2.0)
                .containsEntry("reach.login-last", 2.0);
    }

    @Test
    void percentilesAreOfThoseWhoWereReached() {
        strike();
        IntStream.range(0, USERS).forEach(book::lost);
        for (int user = 0; user < USERS - 1; user++) {
            second(user + 1);
            send(2 * user);
            send(2 * user + 1);
        }

        assertThat(figures())
                .containsEntry("reach.first", 1.0)
                .containsEntry("reach.p50", 2.0)
                .containsEntry("reach.p99", 3.0)
                .containsEntry("reach.unreached", 1.0);
    }

    private void strike() {
        book.strike();
    }

    /** The time is so many seconds after the beginning, which is the strike in each test. */
    private void second(int second) {
        now.set(100_000_000_000L + second * 1_000_000_000L);
    }

    private void send(int flow) {
        book.arrived(flow, book.next(flow));
    }

    private Map<String, Double> figures() {
        Map<String, Double> figures = new HashMap<>();
        book.times(IntStream.range(0, USERS)).addTo(figures);
        return figures;
    }
}
