package im.gateway.loadtest.faults.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What is excused by a standstill, and what is not. Times are milliseconds. */
class StandstillTest {
    private static final OptionalLong ELSEWHERE = at(18_000);

    /** Six seconds, and the next fault long after it. */
    private final Standstill takenOut = new Standstill(new Interval(nanos(10_000), nanos(16_000)), true, nanos(60_000));

    private static long nanos(long millis) {
        return millis * 1_000_000;
    }

    private static OptionalLong at(long millis) {
        return OptionalLong.of(nanos(millis));
    }

    @Test
    void whatWasWrittenWhileTheProcessCouldNotReadIsInItsSocket() {
        assertThat(takenOut.holds(nanos(9_500), ELSEWHERE)).as("not read yet").isTrue();
        assertThat(takenOut.holds(nanos(13_000), ELSEWHERE)).isTrue();
        assertThat(takenOut.holds(nanos(16_200), ELSEWHERE)).as("waking up").isTrue();
        assertThat(takenOut.holds(nanos(8_900), ELSEWHERE)).as("before it").isFalse();
        assertThat(takenOut.holds(nanos(16_300), ELSEWHERE)).as("behind it").isFalse();
    }

    @Test
    void whatWasWrittenToTheNextSessionIsNot() {
        assertThat(takenOut.holds(nanos(15_500), at(15_000))).isFalse();
        assertThat(takenOut.holds(nanos(14_500), at(15_000))).isTrue();
    }

    @Test
    void aSessionThatGoesOnLosesNothing() {
        assertThat(takenOut.holds(nanos(13_000), OptionalLong.empty())).isFalse();
        assertThat(takenOut.holds(nanos(13_000), at(61_000)))
                .as("ended by another fault")
                .isFalse();
    }

    @Test
    void aProcessThatWasWaitedForHasToHearAll() {
        Standstill forgiven = new Standstill(takenOut.time(), false, takenOut.next());
        assertThat(forgiven.holds(nanos(13_000), ELSEWHERE)).isFalse();
    }
}
