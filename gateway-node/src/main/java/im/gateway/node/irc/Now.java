package im.gateway.node.irc;

import java.time.Duration;
import java.time.Instant;

/**
 * The time, as data.
 *
 * @param nanos of a clock that only counts up: for pauses and timeouts
 * @param wall what people call the time: for comparing with what a server says
 */
record Now(long nanos, Instant wall) {
    /** A time that never comes. */
    static final long NEVER = Long.MAX_VALUE;

    long plus(Duration duration) {
        return nanos + duration.toNanos();
    }
}
