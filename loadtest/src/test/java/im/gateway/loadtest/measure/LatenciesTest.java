package im.gateway.loadtest.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.HdrHistogram.Histogram;
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
        Percentiles figures =
                Percentiles.of(Objects.requireNonNull(latencies.interval().get(Operation.TO_LEGACY)));
        assertThat(figures.count()).isEqualTo(1);
        assertThat(figures.p50()).isCloseTo(7.0, within(0.01));
    }

    /** What was meant to begin in the measured time counts, however late it ends: that is the point of it. */
    @Test
    void whatEndsAfterTheMeasuredTimeCountsInFull() {
        latencies.measure(0, 100 * MILLI);
        latencies.record(Operation.LOGIN, 99 * MILLI, 30_099 * MILLI);
        assertThat(Percentiles.of(Objects.requireNonNull(latencies.interval().get(Operation.LOGIN)))
                        .max())
                .isCloseTo(30_000, within(30.0));
    }

    @Test
    void nothingIsZeroAndNoError() {
        assertThat(latencies.interval()).isEmpty();
        assertThat(Percentiles.of(Latencies.histogram()).p99()).isZero();
    }

    @Test
    void intervalsAddUp() {
        latencies.measure(0, 100 * MILLI);
        Map<Operation, Histogram> sum = new EnumMap<>(Operation.class);
        for (int i = 1; i <= 3; i++) {
            latencies.record(Operation.TO_LEGACY, MILLI, (1 + i) * MILLI);
            latencies.record(Operation.FROM_LEGACY, MILLI, (1 + i) * MILLI);
            Latencies.add(sum, latencies.interval());
        }
        assertThat(Latencies.merged(sum).getTotalCount()).isEqualTo(6);
        assertThat(Percentiles.of(Objects.requireNonNull(sum.get(Operation.TO_LEGACY)))
                        .max())
                .isCloseTo(3, within(0.01));
    }
}
