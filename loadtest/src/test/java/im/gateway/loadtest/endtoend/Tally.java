package im.gateway.loadtest.endtoend;

import java.time.Duration;
import java.util.BitSet;
import java.util.Locale;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** What became of the messages of one way, which are numbered from 1 in the order in which they were sent. Thread-safe. */
final class Tally {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final BitSet arrived = new BitSet();
    private int sent;
    private int last;
    private int duplicated;
    private int outOfOrder;
    private int refused;

    /**
     * What it comes to.
     *
     * @param outOfOrder that came after one that was sent later; repeats are no such
     * @param refused whose sender got an error
     */
    record Figures(int sent, int delivered, int duplicated, int outOfOrder, int refused) {
        /** Neither delivered nor refused. */
        int lost() {
            return Math.max(0, sent - delivered - refused);
        }

        Figures plus(Figures other) {
            return new Figures(
                    sent + other.sent,
                    delivered + other.delivered,
                    duplicated + other.duplicated,
                    outOfOrder + other.outOfOrder,
                    refused + other.refused);
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "sent %d, delivered %d, answered with an error %d, lost %d, duplicated %d, out of order %d",
                    sent,
                    delivered,
                    refused,
                    lost(),
                    duplicated,
                    outOfOrder);
        }
    }

    /** The number of a message that is about to be sent. */
    int next() {
        lock.lock();
        try {
            return ++sent;
        } finally {
            lock.unlock();
        }
    }

    void arrived(int number) {
        lock.lock();
        try {
            if (arrived.get(number)) {
                duplicated++;
            } else if (number < last) {
                outOfOrder++;
            }
            arrived.set(number);
            last = Math.max(last, number);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void refused() {
        lock.lock();
        try {
            refused++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    Figures figures() {
        lock.lock();
        try {
            return new Figures(sent, arrived.cardinality(), duplicated, outOfOrder, refused);
        } finally {
            lock.unlock();
        }
    }

    /** Waits until a message that was not sent before the call has arrived; whether one has. */
    boolean awaitLater(Duration patience) throws InterruptedException {
        int before = figures().sent();
        return await(tally -> tally.last > before, patience);
    }

    /** Waits until every message has arrived or was refused; whether it has come to that. */
    boolean awaitAll(Duration patience) throws InterruptedException {
        return await(tally -> tally.figures().lost() == 0, patience);
    }

    private boolean await(Predicate<Tally> holds, Duration patience) throws InterruptedException {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (!holds.test(this)) {
                if (left <= 0) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }
}
