package im.gateway.loadtest.faults.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PresenceBookTest {
    private static final String CONTACT = "p0@aim.localhost";

    private final AtomicLong now = new AtomicLong();
    private final PresenceBook book = new PresenceBook(1, now::get);

    @Test
    void aContactThatChangesIsNoFlap() {
        book.heard(0, CONTACT, true, "", "", "");
        book.heard(0, CONTACT, true, "", "away", "");

        assertThat(book.since(0)).isEmpty();
        assertThat(book.wrong(user -> "away")).isEmpty();
        assertThat(book.wrong(user -> PresenceBook.AVAILABLE)).containsExactly(0);
    }

    @Test
    void aContactThatSeemsToGoIsAFlapAndWrongUntilItIsBack() {
        book.heard(0, CONTACT, true, "", "", "");
        now.set(5);
        book.heard(0, CONTACT, true, "unavailable", "", "");

        assertThat(book.since(5)).containsExactly(new PresenceBook.Sight(5, 0, "unavailable", CONTACT));
        assertThat(book.wrong(user -> PresenceBook.AVAILABLE)).containsExactly(0);

        book.heard(0, CONTACT, true, "", "", "");
        assertThat(book.wrong(user -> PresenceBook.AVAILABLE)).isEmpty();
    }

    @Test
    void aSecondSubscriptionRequestIsAFlap() {
        book.heard(0, CONTACT, true, "subscribe", "", "");

        assertThat(book.since(0)).hasSize(1).noneMatch(PresenceBook.Sight::repeated);
    }

    @Test
    void whatSaysNothingNewIsKeptApart() {
        book.heard(0, CONTACT, true, "", "away", "");
        book.heard(0, CONTACT, true, "", "away", "");

        assertThat(book.since(0)).hasSize(1).allMatch(PresenceBook.Sight::repeated);
    }

    @Test
    void aTextThatComesAfterTheShowIsNew() {
        book.heard(0, CONTACT, true, "", "away", "");
        book.heard(0, CONTACT, true, "", "away", "at lunch");
        assertThat(book.since(0)).isEmpty();

        book.heard(0, CONTACT, true, "", "away", "at lunch");
        assertThat(book.since(0)).singleElement().matches(PresenceBook.Sight::repeated);
    }

    @Test
    void whatIsNotForPeopleIsNotKept() {
        book.heard(0, CONTACT, true, "probe", "", "");
        book.heard(0, CONTACT, true, "subscribed", "", "");

        assertThat(book.since(0)).isEmpty();
    }

    @Test
    void theGatewayIsNoContact() {
        book.heard(0, "aim.localhost", false, "", "away", "");
        book.heard(0, "aim.localhost", false, "unavailable", "", "");

        assertThat(book.wrong(user -> PresenceBook.AVAILABLE)).containsExactly(0);
        assertThat(book.since(0)).hasSize(1);
    }
}
