package im.gateway.node.edge;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Joins receipts. */
final class Receipts {
    private Receipts() {}

    /** A receipt to be told {@code count} times; it tells {@code whole} once, when all have come: true if all of them were; and once, that some are uncertain. */
    static Outbox.Receipt all(int count, Outbox.Receipt whole) {
        return count == 1 ? whole : new Joined(count, whole);
    }

    private static final class Joined implements Outbox.Receipt {
        private final AtomicInteger left;
        private final Outbox.Receipt whole;
        private final AtomicBoolean uncertain = new AtomicBoolean();
        private volatile boolean written = true;

        private Joined(int count, Outbox.Receipt whole) {
            this.left = new AtomicInteger(count);
            this.whole = whole;
        }

        @Override
        public void done(boolean partWritten) {
            if (!partWritten) {
                written = false;
            }
            if (left.decrementAndGet() == 0) {
                whole.done(written);
            }
        }

        @Override
        public void uncertain() {
            if (uncertain.compareAndSet(false, true)) {
                whole.uncertain();
            }
        }
    }
}
