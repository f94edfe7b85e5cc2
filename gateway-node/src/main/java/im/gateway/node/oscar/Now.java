package im.gateway.node.oscar;

import java.time.Duration;

/**
 * The time, as data.
 *
 * @param nanos of a clock that only counts up: for pauses and timeouts
 */
record Now(long nanos) {
    /** A time that never comes. */
    static final long NEVER = Long.MAX_VALUE;

    long plus(Duration duration) {
        return nanos + duration.toNanos();
    }
}
