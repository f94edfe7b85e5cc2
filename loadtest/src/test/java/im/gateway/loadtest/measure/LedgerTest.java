package im.gateway.loadtest.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LedgerTest {
    private final Ledger ledger = new Ledger(2);

    @Test
    void whatIsNeverHeardOfIsLost() {
        send(0, 3);
        ledger.arrived(0, 0);
        ledger.refused(0, 2);
        assertThat(ledger.outstanding()).isEqualTo(1);
        assertThat(ledger.totals()).isEqualTo(new Ledger.Totals(3, 1, 1, 1, 0, 0));
    }

    @Test
    void aSecondArrivalIsADuplicateAndNotOutOfOrder() {
        send(1, 2);
        assertThat(ledger.arrived(1, 0)).isTrue();
        assertThat(ledger.arrived(1, 1)).isTrue();
        assertThat(ledger.arrived(1, 0)).isFalse();
        assertThat(ledger.totals()).isEqualTo(new Ledger.Totals(2, 2, 0, 0, 1, 0));
    }

    @Test
    void whatArrivesAfterALaterOneIsOutOfOrder() {
        send(0, 3);
        ledger.arrived(0, 2);
        ledger.arrived(0, 0);
        ledger.arrived(0, 1);
        assertThat(ledger.totals()).isEqualTo(new Ledger.Totals(3, 3, 0, 0, 0, 2));
    }

    @Test
    void flowsHaveNoOrderAmongEachOther() {
        send(0, 1);
        send(1, 1);
        ledger.arrived(1, 0);
        ledger.arrived(0, 0);
        assertThat(ledger.totals()).isEqualTo(new Ledger.Totals(2, 2, 0, 0, 0, 0));
    }

    /** A gateway may report a failure for what was delivered all the same: it is settled once. */
    @Test
    void whatArrivedAndWasRefusedIsSettledOnce() {
        send(0, 1);
        ledger.arrived(0, 0);
        ledger.refused(0, 0);
        assertThat(ledger.outstanding()).isZero();
        assertThat(ledger.totals()).isEqualTo(new Ledger.Totals(1, 1, 1, 0, 0, 0));
    }

    private void send(int flow, int messages) {
        for (int i = 0; i < messages; i++) {
            assertThat(ledger.next(flow)).isEqualTo(i);
        }
    }
}
