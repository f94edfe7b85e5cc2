package im.gateway.loadtest.drive;

import java.util.SplittableRandom;

/**
 * The open model: things are meant to happen at times that do not depend on how long earlier ones took. Poisson: the pauses between
 * them are random, as with many independent people; uniform: all the same. Not thread-safe.
 */
public final class Arrivals {
    private static final double NANOS_PER_SECOND = 1e9;

    private final double perSecond;
    private final Distribution distribution;
    private final SplittableRandom random;
    private double next;

    /** How the pauses are. */
    public enum Distribution {
        POISSON,
        UNIFORM
    }

    /**
     * Arrivals from a moment on.
     *
     * @param perSecond on average
     */
    public Arrivals(double perSecond, Distribution distribution, SplittableRandom random) {
        this.perSecond = perSecond;
        this.distribution = distribution;
        this.random = random;
        this.next = pause();
    }

    /** When the next one is meant to happen, in nanoseconds after the beginning. */
    public long nextNanos() {
        return (long) next;
    }

    /** On to the one after it. */
    public void advance() {
        next += pause();
    }

    private double pause() {
        double mean = NANOS_PER_SECOND / perSecond;
        return distribution == Distribution.UNIFORM ? mean : -Math.log(1 - random.nextDouble()) * mean;
    }
}
