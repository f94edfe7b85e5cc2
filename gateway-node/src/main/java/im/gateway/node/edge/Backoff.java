package im.gateway.node.edge;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Pauses that double, with jitter, so that nodes that lost something together do not come back together.
 *
 * @param least the first pause
 * @param most the longest one
 */
record Backoff(Duration least, Duration most) {
    private static final int MOST_DOUBLINGS = 30;

    /**
     * The pause before a further attempt: between a half and the whole of what the doubling gives.
     *
     * @param failures in a row so far, from 1
     */
    Duration pause(int failures, RandomGenerator random) {
        long whole = Math.min(most.toMillis(), least.toMillis() << Math.min(failures - 1, MOST_DOUBLINGS));
        return Duration.ofMillis(whole / 2 + random.nextLong(whole / 2 + 1));
    }
}
