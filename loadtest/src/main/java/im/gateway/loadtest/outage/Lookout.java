package im.gateway.loadtest.outage;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Looks again and again, in a thread of its own, until it is closed. */
final class Lookout implements AutoCloseable {
    private static final long LOOK_EVERY_NANOS = 20_000_000;

    private final Thread thread;
    private volatile boolean over;

    private Lookout(String name, Look look) {
        thread = new Thread(() -> run(look), name);
        thread.setDaemon(true);
    }

    /** One look; ended by an interruption. */
    @FunctionalInterface
    interface Look {
        void look() throws InterruptedException;
    }

    static Lookout begin(String name, Look look) {
        Lookout lookout = new Lookout(name, look);
        lookout.thread.start();
        return lookout;
    }

    private void run(Look look) {
        try {
            while (!over) {
                look.look();
                LockSupport.parkNanos(LOOK_EVERY_NANOS);
            }
        } catch (InterruptedException ended) {
            // As it is to be.
        }
    }

    @Override
    public void close() {
        over = true;
        thread.interrupt();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
