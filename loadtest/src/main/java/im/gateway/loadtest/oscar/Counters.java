package im.gateway.loadtest.oscar;

import java.util.concurrent.atomic.AtomicLong;

/** The counters behind {@link Figures}; written by the event loop, read by anyone. */
final class Counters {
    final AtomicLong online = new AtomicLong();
    final AtomicLong logins = new AtomicLong();
    final AtomicLong refused = new AtomicLong();
    final AtomicLong replaced = new AtomicLong();
    final AtomicLong messagesIn = new AtomicLong();
    final AtomicLong messagesOut = new AtomicLong();
    final AtomicLong acknowledged = new AtomicLong();
    final AtomicLong rateLimited = new AtomicLong();
    final AtomicLong dataIn = new AtomicLong();

    Figures figures() {
        return new Figures(
                online.get(),
                logins.get(),
                refused.get(),
                replaced.get(),
                messagesIn.get(),
                messagesOut.get(),
                acknowledged.get(),
                rateLimited.get(),
                dataIn.get());
    }
}
