package im.gateway.node.edge;

import im.gateway.node.edge.Safekeeping.Keeper;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What of one stream another node keeps as well: an outcome takes some milliseconds, and what has waited for a moment waits for a user
 * whose own node was lost. If this node is lost too before that user is back, the other one hands it on. Confined to its edge.
 */
final class Copies {
    /** Longer than a legacy network takes to acknowledge: below that, each message would cross the network twice. */
    static final long MOMENT_MILLIS = 500;

    /** While users are moving ... */
    private static final long MOMENT_IN_TROUBLE_MILLIS = 100;
    /** ... which takes them so long. */
    private static final long TROUBLE_MILLIS = 10_000;

    private final String stream;
    private final Safekeeping safekeeping;
    private final Set<Long> copied = new HashSet<>();
    private final List<Long> settled = new ArrayList<>();
    private @Nullable Keeper keeper;
    private long troubleUntil = Long.MIN_VALUE;

    Copies(String stream, Safekeeping safekeeping) {
        this.stream = stream;
        this.safekeeping = safekeeping;
    }

    /** A stanza is handed on: behind one that waits already it will wait as well. */
    void handedOn(Window.Entry entry) {
        if (keeper != null && copied.contains(entry.after())) {
            copy(keeper, entry);
        }
    }

    /** It has an outcome, or its sender an answer. */
    void settled(long number) {
        if (!copied.isEmpty() && copied.remove(number)) {
            settled.add(number);
        }
    }

    void usersMoved(long now) {
        troubleUntil = now + TROUBLE_MILLIS;
    }

    /** Has kept what has waited for a moment, and forgotten what does not wait any more. */
    void update(Window window, long now) {
        Keeper next = safekeeping.keeper();
        if (next != keeper) {
            forgetAll();
            keeper = next;
        }
        if (next == null) {
            return;
        }
        forget(next, settled);
        long moment = now < troubleUntil ? MOMENT_IN_TROUBLE_MILLIS : MOMENT_MILLIS;
        for (Window.Entry entry : window.waitingSince(now - moment)) {
            if (!copied.contains(entry.number())) {
                copy(next, entry);
            }
        }
    }

    /** The stream is over, and nothing waits for its sake. */
    void forgetAll() {
        settled.addAll(copied);
        copied.clear();
        if (keeper != null) {
            forget(keeper, settled);
        }
        settled.clear();
    }

    private void copy(Keeper to, Window.Entry entry) {
        copied.add(entry.number());
        to.keep(stream, entry);
    }

    private void forget(Keeper from, List<Long> numbers) {
        if (!numbers.isEmpty()) {
            from.forget(stream, List.copyOf(numbers));
            numbers.clear();
        }
    }
}
