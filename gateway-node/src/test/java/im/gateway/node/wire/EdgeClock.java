package im.gateway.node.wire;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** The clock of a node's edges: it stands, so that nothing is handed on twice but when a story makes it so. Milliseconds. */
final class EdgeClock implements LongSupplier {
    /** Longer than any pause between two times that a stanza is handed on, and shorter than the time when it is given up. */
    private static final long RESEND = 20_000;

    /**
     * An edge looks what is due and then what is overdue, each time reading the clock: once it has done so three times, it has looked what
     * is due at least once, and handed it on.
     */
    private static final int LOOKS = 3;

    private final AtomicLong millis = new AtomicLong();
    private final AtomicLong reads = new AtomicLong();

    @Override
    public long getAsLong() {
        reads.incrementAndGet();
        return millis.get();
    }

    /** Lets the time pass after which what has no outcome is handed on again; returns when the edge has done so. */
    void resend() {
        millis.addAndGet(RESEND);
        long until = reads.get() + LOOKS;
        StoryGateway.await("a look at what is due", () -> reads.get() >= until);
    }
}
