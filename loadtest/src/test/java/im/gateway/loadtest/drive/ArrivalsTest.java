package im.gateway.loadtest.drive;

import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.loadtest.drive.Arrivals.Distribution;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
    private static final long SEED = 7;
    private static final int MANY = 20_000;

    @Test
    void uniformOnesAreAllTheSameApart() {
        assertThat(times(100, Distribution.UNIFORM, 3)).containsExactly(10_000_000L, 20_000_000L, 30_000_000L);
    }

    /** Of a Poisson process, pauses have a standard deviation as large as their mean. */
    @Test
    void poissonOnesHaveTheRateAndTheSpread() {
        List<Long> times = times(1000, Distribution.POISSON, MANY);
        double mean = times.get(MANY - 1) / (double) MANY;
        double squares = LongStream.range(1, MANY)
                .mapToDouble(i -> Math.pow(times.get((int) i) - times.get((int) i - 1) - mean, 2))
                .sum();
        assertThat(mean).as("seed %d", SEED).isBetween(0.97e6, 1.03e6);
        assertThat(Math.sqrt(squares / MANY)).as("seed %d", SEED).isBetween(0.95e6, 1.05e6);
    }

    @Test
    void theSameSeedGivesTheSameTimes() {
        assertThat(times(50, Distribution.POISSON, 100)).isEqualTo(times(50, Distribution.POISSON, 100));
    }

    private static List<Long> times(double perSecond, Distribution distribution, int count) {
        Arrivals arrivals = new Arrivals(RateCurve.constant(perSecond), distribution, new SplittableRandom(SEED));
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            times.add(arrivals.nextNanos());
            arrivals.advance();
        }
        return times;
    }
}
