package im.gateway.loadtest.outage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ReachTimesTest {
    private static final long SEED = 11;
    private static final int USERS = 1_000;

    /** A percentile of percentiles would be another figure. */
    @Test
    void severalSurveysHaveTheFiguresOfOne() {
        Random random = new Random(SEED);
        List<Long> reached = new ArrayList<>();
        List<Long> loggedIn = new ArrayList<>();
        ReachTimes parts = ReachTimes.NONE;
        int from = 0;
        for (int share : List.of(1, 17, 382, 600)) {
            List<Long> reachedHere = moments(random, share, 1 + from);
            List<Long> loggedInHere = moments(random, share, 2);
            parts = parts.and(new ReachTimes(share, reachedHere, loggedInHere, List.of()));
            reached.addAll(reachedHere);
            loggedIn.addAll(loggedInHere);
            from += share;
        }
        ReachTimes one = new ReachTimes(USERS, reached, loggedIn, List.of());

        assertThat(figures(parts)).as("seed " + SEED).isEqualTo(figures(one));
        assertThat(figures(parts)).containsKeys("reach.p99", "reach.login-p50").doesNotContainKey("reach.writer-first");
    }

    @Test
    void whoWasNotReachedIsCounted() {
        ReachTimes some = new ReachTimes(3, List.of(2_000_000_000L, 1_000_000_000L), List.of(), List.of());
        ReachTimes others = new ReachTimes(2, List.of(), List.of(), List.of(3_000_000_000L));

        assertThat(figures(some.and(others)))
                .containsEntry("reach.affected", 5.0)
                .containsEntry("reach.unreached", 3.0)
                .containsEntry("reach.first", 1.0)
                .containsEntry("reach.last", 2.0)
                .containsEntry("reach.writer-last", 3.0);
    }

    private static List<Long> moments(Random random, int count, int scale) {
        return LongStream.generate(() -> 1 + random.nextInt(1_000_000_000))
                .limit(count)
                .map(nanos -> nanos * scale)
                .boxed()
                .toList();
    }

    private static Map<String, Double> figures(ReachTimes times) {
        Map<String, Double> figures = new HashMap<>();
        times.addTo(figures);
        return figures;
    }
}
