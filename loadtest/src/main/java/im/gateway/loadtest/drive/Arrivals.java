package im.gateway.loadtest.drive;

import java.util.SplittableRandom;

/**
 * The open model: things are meant to happen at times that do not depend on how long earlier ones took. Poisson: the pauses between
 * them are random, as with many independent people; uniform: all the same. Not thread-safe.
 */
public final class Arrivals {
    private final RateCurve rate;
    private final Distribution distribution;
    private final SplittableRandom random;
    private double next;

    /** How the pauses are. */
    public enum Distribution {
        POISSON,
        UNIFORM
    }

    /** Arrivals from a moment on. */
    public Arrivals(RateCurve rate, Distribution distribution, SplittableRandom random) {
        this.rate = rate;
        this.distribution = distribution;
        this.random = random;
        advance();
    }

    /** When the next one is meant to happen, in nanoseconds after the beginning. */
    public long nextNanos() {
        return (long) next;
    }

    /** On to the one after it. */
    public void advance() {
        next = rate.after(next, distribution == Distribution.UNIFORM ? 1 : -Math.log(1 - random.nextDouble()));
    }
}
