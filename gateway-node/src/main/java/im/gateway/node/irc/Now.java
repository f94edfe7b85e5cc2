package im.gateway.node.irc;

import java.time.Duration;

/**
 * The time, as data.
 *
 * @param nanos of a clock that only counts up: for pauses and timeouts
 * @param wallMillis what people call the time, in milliseconds since 1970: for comparing with what a server says
 */
record Now(long nanos, long wallMillis) {
    /** A time that never comes. */
    static final long NEVER = Long.MAX_VALUE;

    long plus(Duration duration) {
        return nanos + duration.toNanos();
    }
}
