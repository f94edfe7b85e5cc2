package im.gateway.node.edge;

import im.gateway.node.user.UserActor;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * What the user actors of this node say of an edge's stanzas: the edge is told once that something has come, and takes all that is there by then.
 * A message for each cost a tenth of what a busy node did. Any thread may report; only the edge drains.
 */
final class Outcomes implements Consumer<UserActor.Settled> {
    private final Queue<UserActor.Settled> reported = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean told = new AtomicBoolean();
    private final Runnable tell;

    /** @param tell has the edge drain soon; called on any thread, and not again before it does */
    Outcomes(Runnable tell) {
        this.tell = tell;
    }

    @Override
    public void accept(UserActor.Settled settled) {
        reported.add(settled);
        if (!told.get() && told.compareAndSet(false, true)) {
            tell.run();
        }
    }

    /** Gives the numbers of all that has come, in the order in which it came; as in {@link UserActor.Settled}. */
    void drain(LongConsumer each) {
        told.set(false);
        for (UserActor.Settled settled = reported.poll(); settled != null; settled = reported.poll()) {
            each.accept(settled.number());
        }
    }
}
