package im.gateway.loadtest.oscar;

import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.loadtest.oscar.RateMeter.Verdict;
import im.gateway.protocol.oscar.Feedbag;
import im.gateway.protocol.oscar.Icbm;
import im.gateway.protocol.oscar.Rates;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A client that does not keep to the rates is dropped first and disconnected then. */
class RateMeterTest {
    private static List<Verdict> burst(RateMeter meter, int count, long from, long step) {
        List<Verdict> verdicts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            verdicts.add(meter.sent(Icbm.ToHost.TYPE, from + i * step));
        }
        return verdicts;
    }

    @Test
    void aBurstIsDroppedAndThenDisconnected() {
        RateMeter meter = new RateMeter(0);
        List<Verdict> verdicts = burst(meter, 40, 0, 0);
        assertThat(verdicts.get(0)).isEqualTo(Verdict.PASS);
        assertThat(verdicts).isSorted().contains(Verdict.DROP).endsWith(Verdict.DISCONNECT);
        assertThat(meter.limitedNotice(Icbm.ToHost.TYPE).code()).isEqualTo(Rates.Change.LIMITED);
    }

    @Test
    void whoIsSlowEnoughIsNeverDropped() {
        RateMeter meter = new RateMeter(0);
        assertThat(burst(meter, 200, 6_000, 6_000)).containsOnly(Verdict.PASS);
    }

    @Test
    void whoWasLimitedMayGoOnAfterAPause() {
        RateMeter meter = new RateMeter(0);
        Verdict verdict = Verdict.PASS;
        long sent = 0;
        while (verdict == Verdict.PASS) {
            verdict = meter.sent(Icbm.ToHost.TYPE, 0);
            sent++;
        }
        assertThat(verdict).as("after %d at once", sent).isEqualTo(Verdict.DROP);
        assertThat(meter.sent(Icbm.ToHost.TYPE, 120_000)).isEqualTo(Verdict.PASS);
    }

    @Test
    void whatIsInNoClassIsNotMeasured() {
        RateMeter meter = new RateMeter(0);
        for (int i = 0; i < 1_000; i++) {
            assertThat(meter.sent(Feedbag.QUERY, 0)).isEqualTo(Verdict.PASS);
        }
    }
}
