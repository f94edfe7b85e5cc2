package im.gateway.loadtest.faults.book;

import java.util.OptionalLong;

/**
 * A process that stood still, and what the legacy network wrote meanwhile into the sessions that the process had.
 *
 * @param time from its being stopped (SIGSTOP) until it went on (SIGCONT)
 * @param takenOut whether the others have gone on without it: one that they waited for has no excuse
 * @param next when the next fault began, or now where there was none
 */
public record Standstill(Interval time, boolean takenOut, long next) {
    /** What is written into a connection is read within this time, on a busy machine. */
    private static final long IN_FLIGHT_NANOS = 1_000_000_000;

    /** A process that goes on cannot have said to the network any sooner that its sessions end. */
    private static final long WAKING_NANOS = 250_000_000;

    /**
     * Whether what was written at that moment to the connection of an account lay in the socket of this process, which could not read it.
     *
     * @param again when the account logged in next, from the beginning of the standstill on
     */
    public boolean holds(long writtenAt, OptionalLong again) {
        return takenOut
                && again.isPresent()
                && again.getAsLong() - next < 0
                && writtenAt - again.getAsLong() <= 0
                && new Interval(time.from() - IN_FLIGHT_NANOS, time.until() + WAKING_NANOS).contains(writtenAt);
    }
}
