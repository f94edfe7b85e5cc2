package im.gateway.loadtest.faults.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LoginBookTest {
    private final AtomicLong now = new AtomicLong();
    private final LoginBook book = new LoginBook(now::get);

    private void replacedAt(long time, String name) {
        now.set(time);
        book.replaced(name);
        book.began(name);
    }

    @Test
    void twoSessionsOfOneAccountAtOnceAreASecondLogin() {
        book.began("u0");
        replacedAt(5, "u0");

        assertThat(book.doubled(0, List.of())).containsExactly("u0");
        assertThat(book.doubled(6, List.of())).isEmpty();
    }

    @Test
    void aSessionThatEndedBeforeIsNone() {
        book.began("u0");
        book.ended("u0");
        book.began("u0");

        assertThat(book.doubled(0, List.of())).isEmpty();
        assertThat(book.loginsSince(0)).isEqualTo(2);
    }

    @Test
    void aSessionOfAStandingProcessMayBeTakenOverOnce() {
        List<Interval> standstill = List.of(new Interval(10, 40));
        replacedAt(20, "u0");
        assertThat(book.doubled(0, standstill)).isEmpty();

        replacedAt(30, "u0");
        assertThat(book.doubled(0, standstill)).as("fought for").containsExactly("u0");
    }

    @Test
    void eachStandstillMayCostASession() {
        replacedAt(20, "u0");
        replacedAt(60, "u0");

        assertThat(book.doubled(0, List.of(new Interval(10, 40), new Interval(50, 80))))
                .isEmpty();
    }

    @Test
    void aProcessThatGoesOnMustNotTakeItsSessionsBack() {
        replacedAt(20, "u0");
        replacedAt(41, "u0");

        assertThat(book.doubled(0, List.of(new Interval(10, 40)))).containsExactly("u0");
    }

    @Test
    void theFirstLoginAfterAMomentIsFound() {
        book.began("u0");
        now.set(7);
        book.began("u1");
        book.began("u0");

        assertThat(book.loginAfter("u0", 1)).isEqualTo(OptionalLong.of(7));
        assertThat(book.loginAfter("u0", 8)).isEmpty();
    }
}
