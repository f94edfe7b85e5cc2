package im.gateway.loadtest.outage;

import im.gateway.loadtest.measure.MessageLog;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Whom the loss of a node has cut off from the legacy network, and when each of them was reached again: when a message that was written to
 * them since has arrived, and one that they wrote since. Passes everything on to the log of all messages. Thread-safe.
 *
 * <p>The flow to a user is the one after the flow from that user, and that one has twice the user's number.
 */
public final class OutageBook implements MessageLog {
    private static final int NONE = -1;

    private final MessageLog all;
    private final LongSupplier nanoTime;
    private final int users;
    /** Nanoseconds after the strike; 0 for what has not happened. */
    private final AtomicLongArray lost;

    private final AtomicLongArray loggedIn;
    private final AtomicLongArray arrived;
    private final AtomicIntegerArray firstSince;
    private volatile boolean struck;
    private volatile long struckAt;

    /**
     * Nothing has happened yet.
     *
     * @param all gets every message
     */
    public OutageBook(MessageLog all, int users, LongSupplier nanoTime) {
        this.all = all;
        this.nanoTime = nanoTime;
        this.users = users;
        this.lost = new AtomicLongArray(users);
        this.loggedIn = new AtomicLongArray(users);
        this.arrived = new AtomicLongArray(2 * users);
        this.firstSince = new AtomicIntegerArray(2 * users);
        for (int flow = 0; flow < 2 * users; flow++) {
            firstSince.set(flow, NONE);
        }
    }

    /** The node is lost at this moment; only the first one counts. */
    synchronized void strike() {
        if (!struck) {
            struckAt = nanoTime.getAsLong();
            struck = true;
        }
    }

    boolean isStruck() {
        return struck;
    }

    private void note(AtomicLongArray moments, int index) {
        moments.compareAndSet(index, 0, sinceStrike());
    }

    /** Nanoseconds, at least one. */
    long sinceStrike() {
        return Math.max(1, nanoTime.getAsLong() - struckAt);
    }

    /** A user's legacy session has ended; after the strike it is the strike that did it. */
    void lost(int user) {
        if (struck) {
            note(lost, user);
        }
    }

    /** A user's legacy session is there, and can be written to. */
    void loggedIn(int user) {
        if (isAffected(user)) {
            note(loggedIn, user);
        }
    }

    boolean isAffected(int user) {
        return lost.get(user) != 0;
    }

    /** When the session was lost, in nanoseconds after the strike. */
    long lostAt(int user) {
        return lost.get(user);
    }

    boolean isLoggedIn(int user) {
        return loggedIn.get(user) != 0;
    }

    /** Whether a message that the user wrote since the strike has arrived. */
    boolean hasWritten(int user) {
        return arrived.get(2 * user) != 0;
    }

    /** Whether a message to the user that was written since the strike has arrived. */
    boolean wasWrittenTo(int user) {
        return arrived.get(2 * user + 1) != 0;
    }

    /** Whether both have come about. */
    boolean isReached(int user) {
        return hasWritten(user) && wasWrittenTo(user);
    }

    @Override
    public int next(int flow) {
        int number = all.next(flow);
        if (struck) {
            firstSince.compareAndSet(flow, NONE, number);
        }
        return number;
    }

    @Override
    public boolean arrived(int flow, int sequence) {
        int since = firstSince.get(flow);
        if (since != NONE && sequence >= since) {
            note(arrived, flow);
        }
        return all.arrived(flow, sequence);
    }

    @Override
    public void refused(int flow, int sequence) {
        all.refused(flow, sequence);
    }

    /** Affected users who have not been reached yet. */
    long unreached() {
        return affected().filter(user -> !isReached(user)).count();
    }

    IntStream affected() {
        return IntStream.range(0, users).filter(this::isAffected);
    }

    /**
     * What was found so far.
     *
     * @param writers affected users who wrote without waiting for anything
     */
    ReachTimes times(IntStream writers) {
        // Before the affected are counted, of whom there may be more at any moment.
        List<Long> reached = moments(affected().filter(this::isReached).mapToLong(this::reachedAt));
        return new ReachTimes(
                (int) affected().count(),
                reached,
                moments(affected().filter(this::isLoggedIn).mapToLong(loggedIn::get)),
                moments(writers.filter(this::hasWritten).mapToLong(user -> arrived.get(2 * user))));
    }

    private static List<Long> moments(LongStream nanos) {
        return nanos.boxed().toList();
    }

    private long reachedAt(int user) {
        return Math.max(arrived.get(2 * user), arrived.get(2 * user + 1));
    }
}
