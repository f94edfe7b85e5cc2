package im.gateway.node.irc;

import im.gateway.protocol.irc.IrcLine;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Lines that wait for the server's flood limit: a token bucket (RFC 1459 section 8.10 in today's form), what people wait for before what
 * nobody waits for. Bounded. Not thread-safe.
 */
final class SendQueue {
    /** Questions in the background are asked a few at a time; this many is far more than is ever under way. */
    private static final int MAX_BACKGROUND = 256;

    private final IrcSettings.Flood flood;
    private final Deque<Item> urgent = new ArrayDeque<>(4);
    private final Deque<Item> background = new ArrayDeque<>(4);
    private double tokens;
    private long refilledAt;

    /**
     * A line that waits.
     *
     * @param message the message that it is a part of, or null
     */
    record Item(IrcLine line, @Nullable SentMessage message) {}

    SendQueue(IrcSettings.Flood flood, Now now) {
        this.flood = flood;
        this.tokens = flood.burst();
        this.refilledAt = now.nanos();
    }

    /** Whether so many more urgent lines find room. */
    boolean hasRoom(int lines) {
        return urgent.size() + lines <= flood.queue();
    }

    void urgent(IrcLine line, @Nullable SentMessage message) {
        urgent.add(new Item(line, message));
    }

    /** As {@link #urgent}, in the place of all lines of the same command that wait. */
    void latest(IrcLine line) {
        urgent.removeIf(item -> item.line().command().equals(line.command()));
        urgent.add(new Item(line, null));
    }

    /** Returns false, and does nothing, where too many wait already. */
    boolean background(IrcLine line) {
        return background.size() < MAX_BACKGROUND && background.add(new Item(line, null));
    }

    /**
     * The next line that may go now, or null.
     *
     * @param messages whether a line of a message may go
     */
    @Nullable
    Item take(Now now, boolean messages) {
        refill(now);
        if (!isUnlimited() && tokens < 1) {
            return null;
        }
        Item head = urgent.peek();
        boolean held = head != null && head.message() != null && !messages;
        Item item = held || head == null ? background.poll() : urgent.poll();
        if (item != null) {
            tokens--;
        }
        return item;
    }

    /** Counts a line that went past the queue. */
    void charge() {
        tokens--;
    }

    /** When a line that waits may go. */
    long nextAt(Now now) {
        if (urgent.isEmpty() && background.isEmpty()) {
            return Now.NEVER;
        }
        if (isUnlimited() || tokens >= 1) {
            // Nothing but an answer of the server holds it back.
            return Now.NEVER;
        }
        return now.nanos() + (long) Math.ceil((1 - tokens) / flood.linesPerSecond() * 1e9);
    }

    private boolean isUnlimited() {
        return flood.linesPerSecond() == 0;
    }

    private void refill(Now now) {
        double earned = (now.nanos() - refilledAt) / 1e9 * flood.linesPerSecond();
        tokens = Math.min(flood.burst(), tokens + earned);
        refilledAt = now.nanos();
    }
}
