package im.gateway.loadtest.legacy;

import static org.assertj.core.api.Assertions.fail;

import im.gateway.node.legacy.LegacyEvent;
import im.gateway.node.legacy.LegacyEvents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a session has told, to wait for. */
public final class RecordedEvents implements LegacyEvents {
    /** Far more than anything takes; only a failing test waits so long. */
    public static final Duration DEADLINE = Duration.ofSeconds(15);

    private static final long POLL_MILLIS = 5;

    private final LinkedBlockingQueue<LegacyEvent> events = new LinkedBlockingQueue<>();
    private final List<LegacyEvent> seen = new ArrayList<>();

    @Override
    public void on(LegacyEvent event) {
        events.add(event);
    }

    /** The next event of this kind; those of other kinds before it are passed over. */
    public <E extends LegacyEvent> E await(Class<E> kind) {
        return await(kind, event -> true);
    }

    public <E extends LegacyEvent> E await(Class<E> kind, Predicate<E> which) {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        while (true) {
            LegacyEvent event = poll(deadline);
            if (event == null) {
                return fail("no " + kind.getSimpleName() + " in " + DEADLINE + "; seen: " + seen);
            }
            seen.add(event);
            if (kind.isInstance(event) && which.test(kind.cast(event))) {
                return kind.cast(event);
            }
        }
    }

    private @Nullable LegacyEvent poll(long deadline) {
        try {
            return events.poll(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return fail("interrupted", e);
        }
    }

    /** Whether such an event waits to be asked for. */
    public boolean has(Predicate<LegacyEvent> which) {
        return events.stream().anyMatch(which);
    }

    /** All of this kind that have been told until now, also those that were passed over, but for what {@link #rest} has given. */
    public <E extends LegacyEvent> List<E> all(Class<E> kind) {
        return Stream.concat(seen.stream(), events.stream())
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    /** What has been told and not been asked for. */
    public List<LegacyEvent> rest() {
        List<LegacyEvent> rest = new ArrayList<>();
        events.drainTo(rest);
        return rest;
    }

    /** Waits until something holds. */
    public static void until(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                fail(what + ": not in " + DEADLINE);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(POLL_MILLIS));
        }
    }
}
