package im.gateway.loadtest.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LatenciesTest {
    private static final long MILLI = 1_000_000;

    private final Latencies latencies = new Latencies();

    @Test
    void warmUpAndWhatWasMeantToBeginLaterAreNotCounted() {
        latencies.measure(100 * MILLI, 200 * MILLI);
        latencies.record(Operation.TO_LEGACY, 99 * MILLI, 150 * MILLI);
        latencies.record(Operation.TO_LEGACY, 100 * MILLI, 107 * MILLI);
        latencies.record(Operation.TO_LEGACY, 200 * MILLI, 201 * MILLI);
        assertThat(latencies.interval().getTotalCount()).isEqualTo(1);
        Percentiles figures = Percentiles.of(latencies.sum(Operation.TO_LEGACY));
        assertThat(figures.count()).isEqualTo(1);
        assertThat(figures.p50()).isCloseTo(7.0, within(0.01));
    }

    /** What was meant to begin in the measured time counts, however late it ends: that is the point of it. */
    @Test
    void whatEndsAfterTheMeasuredTimeCountsInFull() {
        latencies.measure(0, 100 * MILLI);
        latencies.record(Operation.LOGIN, 99 * MILLI, 30_099 * MILLI);
        latencies.interval();
        assertThat(Percentiles.of(latencies.sum(Operation.LOGIN)).max()).isCloseTo(30_000, within(30.0));
    }

    @Test
    void nothingIsZeroAndNoError() {
        latencies.interval();
        assertThat(Percentiles.of(latencies.sum(Operation.LOGIN)).p99()).isZero();
    }
}
