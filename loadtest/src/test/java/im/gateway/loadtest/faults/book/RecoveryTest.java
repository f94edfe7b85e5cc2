package im.gateway.loadtest.faults.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RecoveryTest {
    private static final long SECOND = 1_000_000_000;
    private static final long FAULT = 100 * SECOND;

    /** A message whose times are in seconds after the fault. */
    private static Message message(int flow, int sequence, double sent, double arrived) {
        return new Message(flow, sequence, at(sent), at(arrived), 1, false, false, false, 0);
    }

    private static Message refused(int flow, int sequence, double sent) {
        return new Message(flow, sequence, at(sent), 0, 0, true, false, false, 0);
    }

    private static Message lost(int flow, int sequence, double sent) {
        return new Message(flow, sequence, at(sent), 0, 0, false, false, false, 0);
    }

    private static long at(double seconds) {
        return FAULT + (long) (seconds * SECOND);
    }

    private static Recovery of(Message... messages) {
        return Recovery.of(List.of(messages), FAULT, SECOND, flow -> flow / 2);
    }

    @Test
    void nobodyIsAffectedWhoseMessagesAreInTime() {
        assertThat(of(message(0, 0, 1, 1.5), message(0, 1, 5, 5.9))).isEqualTo(new Recovery(0, 0, 0, 0));
    }

    @Test
    void aUserIsServedAgainWhenTheFirstLateMessageArrives() {
        assertThat(of(message(0, 0, 1, 7), message(0, 1, 2, 7.5), message(2, 0, 1, 9)))
                .isEqualTo(new Recovery(2, 0, 7, 9));
    }

    @Test
    void whatWasUnderWayWhenItBrokeCounts() {
        assertThat(of(message(0, 0, -0.1, 6))).isEqualTo(new Recovery(1, 0, 6, 6));
    }

    @Test
    void whatHadArrivedBeforeDoesNot() {
        assertThat(of(message(0, 0, -0.9, -0.5))).isEqualTo(new Recovery(0, 0, 0, 0));
    }

    @Test
    void afterAnErrorOnlyAMessageThatWasSentLaterShowsThatTheUserIsServed() {
        assertThat(of(message(0, 0, 1, 4), refused(0, 1, 5), message(0, 2, 8, 8.1)))
                .isEqualTo(new Recovery(1, 0, 8.1, 8.1));
    }

    @Test
    void bothWaysHaveToWorkWhereBothWereAffected() {
        assertThat(of(message(0, 0, 1, 4), message(1, 0, 1, 11))).isEqualTo(new Recovery(1, 0, 11, 11));
    }

    @Test
    void aUserWhoseLastMessageIsLostIsNotServed() {
        assertThat(of(message(0, 0, 1, 4), lost(0, 1, 5), message(1, 0, 1, 3))).isEqualTo(new Recovery(1, 1, 0, 0));
    }
}
