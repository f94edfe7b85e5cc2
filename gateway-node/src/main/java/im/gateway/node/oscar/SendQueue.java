package im.gateway.node.oscar;

import im.gateway.protocol.oscar.Rates;
import im.gateway.protocol.oscar.SnacBody;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be sent, at the pace that the server wants. In order within each rate class; what is asked for by nobody (away texts) comes after all the rest.
 */
final class SendQueue {
    /** Something to send; {@code part} says of which message, null for none. */
    record Item(SnacBody body, long request, @Nullable MessagePart part) {}

    private final int limit;
    private final RateBook rates = new RateBook();
    private final ArrayDeque<Item> first = new ArrayDeque<>(2);
    private final ArrayDeque<Item> last = new ArrayDeque<>(2);
    private boolean paused;
    private long nextAt = Now.NEVER;

    SendQueue(int limit) {
        this.limit = limit;
    }

    RateBook rates() {
        return rates;
    }

    void change(Rates.Change change, Now now) {
        rates.change(change, now);
    }

    /** The server asks to send nothing for a while. */
    void pause(boolean on) {
        paused = on;
    }

    /** Whether something more may wait. */
    boolean hasRoom() {
        return first.size() < limit;
    }

    void add(Item item) {
        first.add(item);
    }

    /** Something that is dropped where too much waits already. */
    void addBackground(Item item) {
        if (last.size() < limit) {
            last.add(item);
        }
    }

    /**
     * Takes the next thing that may be sent now; null for nothing.
     *
     * @param messages whether it may be part of a message
     */
    @Nullable
    Item take(Now now, boolean messages) {
        nextAt = Now.NEVER;
        if (paused) {
            return null;
        }
        Set<Integer> waiting = first.isEmpty() && last.isEmpty() ? Set.of() : new HashSet<>(4);
        Item item = take(first, now, messages, waiting);
        return item == null ? take(last, now, messages, waiting) : item;
    }

    private @Nullable Item take(ArrayDeque<Item> queue, Now now, boolean messages, Set<Integer> waiting) {
        for (Iterator<Item> items = queue.iterator(); items.hasNext(); ) {
            Item item = items.next();
            Integer id = rates.classOf(item.body().type());
            if (item.part() != null && !messages) {
                continue;
            }
            if (id == null || (!waiting.contains(id) && rates.allowedAt(id) <= now.nanos())) {
                items.remove();
                if (id != null) {
                    rates.sent(id, now);
                }
                return item;
            }
            if (waiting.add(id)) {
                nextAt = Math.min(nextAt, rates.allowedAt(id));
            }
        }
        return null;
    }

    /** When {@link #take} may give something again, after it gave nothing. */
    long nextAt() {
        return nextAt;
    }
}
