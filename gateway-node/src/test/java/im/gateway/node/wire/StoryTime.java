package im.gateway.node.wire;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.pekko.actor.Cancellable;
import org.jspecify.annotations.Nullable;

/**
 * The time of one story: it passes only when the story says so, and then from one timer of its user actors to the next. A thread
 * that runs a user actor is marked with the time of its story, and {@link StoryScheduler} gives that one what the actor wants to be
 * done later.
 */
final class StoryTime implements InstantSource {
    private static final ThreadLocal<@Nullable StoryTime> OF_THREAD = new ThreadLocal<>();

    private final PriorityQueue<Held> held =
            new PriorityQueue<>(Comparator.comparing(Held::due).thenComparing(Held::number));
    private Instant now = Instant.EPOCH;
    private long lastNumber;

    private record Held(Instant due, long number, Runnable task, AtomicBoolean over) implements Cancellable {
        @Override
        public boolean cancel() {
            return over.compareAndSet(false, true);
        }

        @Override
        public boolean isCancelled() {
            return over.get();
        }
    }

    /** The time of the story whose user actor this thread runs; null when it runs something else. */
    static @Nullable StoryTime ofThread() {
        return OF_THREAD.get();
    }

    /** Runs something with this thread marked. */
    <R> R call(Supplier<R> work) {
        StoryTime before = OF_THREAD.get();
        OF_THREAD.set(this);
        try {
            return work.get();
        } finally {
            OF_THREAD.set(before);
        }
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    synchronized Cancellable hold(Duration delay, Runnable task) {
        Held later = new Held(now.plus(delay), ++lastNumber, task, new AtomicBoolean());
        held.add(later);
        return later;
    }

    /**
     * Lets time pass.
     *
     * @param settle returns when a timer has had its effect, which may be to start another one
     */
    void pass(Duration span, Runnable settle) {
        Instant end = instant().plus(span);
        for (@Nullable Held next = takeDue(end); next != null; next = takeDue(end)) {
            if (next.cancel()) {
                next.task().run();
                settle.run();
            }
        }
        synchronized (this) {
            now = end;
        }
    }

    private synchronized @Nullable Held takeDue(Instant end) {
        Held next = held.peek();
        if (next == null || next.due().isAfter(end)) {
            return null;
        }
        held.remove();
        if (next.due().isAfter(now)) {
            now = next.due();
        }
        return next;
    }
}
