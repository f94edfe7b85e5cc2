package im.gateway.loadtest.drive;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.HdrHistogram.Histogram;

/** Makes things happen at the times that {@link Arrivals} gives, in the thread that calls it, and keeps how late it was itself. */
public final class Schedule {
    private static final long MOST_MICROS = TimeUnit.MINUTES.toMicros(10);
    private static final long LONGEST_PAUSE_NANOS = 50_000_000;

    private final AtomicLong latestNanos = new AtomicLong();
    private final Histogram lag = new Histogram(1, MOST_MICROS, 3);

    /**
     * Runs until the time is over, or the thread is interrupted.
     *
     * @param begin in the time of {@link System#nanoTime()}
     * @param durationNanos from then on
     * @param action takes the time that was meant, in the time of {@link System#nanoTime()}
     * @param flush called when all that was due has been done
     */
    public void run(Arrivals arrivals, long begin, long durationNanos, LongConsumer action, Runnable flush) {
        while (arrivals.nextNanos() < durationNanos && !Thread.currentThread().isInterrupted()) {
            long now = System.nanoTime() - begin;
            boolean any = false;
            while (arrivals.nextNanos() <= now && arrivals.nextNanos() < durationNanos) {
                long due = arrivals.nextNanos();
                lag.recordValue(Math.max(1, Math.min(MOST_MICROS, TimeUnit.NANOSECONDS.toMicros(now - due))));
                latestNanos.accumulateAndGet(now - due, Math::max);
                action.accept(begin + due);
                arrivals.advance();
                any = true;
            }
            if (any) {
                flush.run();
            }
            long pause = begin + arrivals.nextNanos() - System.nanoTime();
            if (pause > 0) {
                LockSupport.parkNanos(Math.min(pause, LONGEST_PAUSE_NANOS));
            }
        }
    }

    /** How late something was at worst since the last call, in nanoseconds; for any thread. */
    public long takeLatest() {
        return latestNanos.getAndSet(0);
    }

    /** How late things happened because of this program or the machine, in microseconds. */
    public Histogram lag() {
        return lag;
    }
}
