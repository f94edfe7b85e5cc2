package im.gateway.loadtest.talk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * What one side has heard so far, and the waiting for something in it. Each thing that is heard answers one wait at most, and what came
 * before it in vain is passed over. Thread-safe.
 *
 * @param <T> what is heard
 */
final class Heard<T> {
    private final Duration patience;
    private final List<T> unread = new ArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();

    /** @param patience how long is waited for one thing at most */
    Heard(Duration patience) {
        this.patience = patience;
    }

    void add(T thing) {
        lock.lock();
        try {
            unread.add(thing);
            more.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for a thing.
     *
     * @param what in words, for the message of the failure
     * @throws TimeoutException when it does not come; the message says what came instead
     */
    T await(String what, Predicate<T> wanted) throws TimeoutException, InterruptedException {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (true) {
                for (int i = 0; i < unread.size(); i++) {
                    if (wanted.test(unread.get(i))) {
                        return unread.remove(i);
                    }
                }
                if (left <= 0) {
                    throw new TimeoutException("expected within " + TimeUnit.NANOSECONDS.toSeconds(patience.toNanos())
                            + " s: " + what + "; heard instead: " + unread);
                }
                left = more.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whether such a thing has been heard and not been waited for yet. */
    boolean has(Predicate<T> wanted) {
        lock.lock();
        try {
            return unread.stream().anyMatch(wanted);
        } finally {
            lock.unlock();
        }
    }

    /** Forgets what has been heard, so that what follows is new. */
    void clear() {
        lock.lock();
        try {
            unread.clear();
        } finally {
            lock.unlock();
        }
    }
}
