package im.gateway.node.edge;

import im.gateway.node.user.UserActor;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * What the user actors of this node say of an edge's stanzas: the edge is told once that something has come, and takes all that is there by then.
 * A message for each cost a tenth of what a busy node did. Any thread may report; only the edge drains.
 */
final class Outcomes implements Consumer<UserActor.Settled> {
    private static final int ROOM = 64;
    private static final int MOST_KEPT = 4096;

    private final Object lock = new Object();
    private final Runnable tell;
    /** Guarded by the lock, as are the next two. */
    private long[] reported = new long[ROOM];

    private int count;
    private boolean told;
    /** The edge's own: what it has drained last, to be filled again. */
    private long[] drained = new long[ROOM];

    /** @param tell has the edge drain soon; called on any thread, and not again before it does */
    Outcomes(Runnable tell) {
        this.tell = tell;
    }

    @Override
    public void accept(UserActor.Settled settled) {
        boolean isFirst;
        synchronized (lock) {
            if (count == reported.length) {
                reported = Arrays.copyOf(reported, 2 * count);
            }
            reported[count] = settled.number();
            count++;
            isFirst = !told;
            told = true;
        }
        if (isFirst) {
            tell.run();
        }
    }

    /** Gives the numbers of all that has come, in the order in which it came; as in {@link UserActor.Settled}. */
    void drain(LongConsumer each) {
        long[] now;
        int size;
        synchronized (lock) {
            now = reported;
            size = count;
            // What a standstill has piled up is not kept for ever.
            reported = drained.length > MOST_KEPT ? new long[ROOM] : drained;
            count = 0;
            told = false;
        }
        drained = now;
        for (int i = 0; i < size; i++) {
            each.accept(now[i]);
        }
    }
}
