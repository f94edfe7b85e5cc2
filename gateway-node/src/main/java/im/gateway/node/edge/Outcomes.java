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
    /** To begin with; it grows to what the edge's window holds at most. */
    private static final int ROOM = 64;

    private final Object lock = new Object();
    private final Runnable tell;
    /** Guarded by the lock, as are the next two. */
    private long[] reported = new long[ROOM];

    private int count;
    private boolean told;

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
        synchronized (lock) {
            now = Arrays.copyOf(reported, count);
            count = 0;
            told = false;
        }
        for (long number : now) {
            each.accept(number);
        }
    }
}
