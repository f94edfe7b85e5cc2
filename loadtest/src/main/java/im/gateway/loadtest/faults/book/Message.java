package im.gateway.loadtest.faults.book;

/**
 * One message and what became of it.
 *
 * @param flow see {@link im.gateway.loadtest.drive.Population}
 * @param sequence its number in the flow, from 0
 * @param sentAt as {@link System#nanoTime()}
 * @param arrivedAt for the first time, as {@link System#nanoTime()}; without meaning where there were no arrivals
 * @param arrivals how often it arrived
 * @param refused an error came back to its sender
 * @param reordered it arrived after one that was sent later
 * @param handed the legacy network has written it to a connection of the account that it is for
 * @param handedAt when it has done so for the last time, as {@link System#nanoTime()}; without meaning where it has not
 */
public record Message(
        int flow,
        int sequence,
        long sentAt,
        long arrivedAt,
        int arrivals,
        boolean refused,
        boolean reordered,
        boolean handed,
        long handedAt) {
    /** Whether it is known what became of it. */
    public boolean settled() {
        return arrivals > 0 || refused;
    }

    /** When it was written to a connection: later than it was sent where the network has kept it for an account that was not there. */
    public long writtenAt() {
        return handed ? handedAt : sentAt;
    }

    /** Whether it arrived so long after that moment, or did not. */
    boolean late(long from, long nanos) {
        return arrivals == 0 || arrivedAt - Math.max(from, sentAt) > nanos;
    }
}
