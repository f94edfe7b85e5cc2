package im.gateway.loadtest.run;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for something that other threads bring about. */
public final class Waiting {
    private static final long ASK_AGAIN_NANOS = 20_000_000;

    private Waiting() {}

    /**
     * Waits until a condition holds.
     *
     * @param seen what there was instead, for the error
     * @return true
     * @throws TimeoutException when the time is over
     * @throws InterruptedException when the run is to end
     */
    public static boolean until(String what, Duration limit, BooleanSupplier condition, Supplier<?> seen)
            throws TimeoutException, InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (System.nanoTime() - deadline > 0) {
                throw new TimeoutException(what + ": not within " + limit.toSeconds() + " s; there is " + seen.get());
            }
            LockSupport.parkNanos(ASK_AGAIN_NANOS);
        }
        return true;
    }
}
