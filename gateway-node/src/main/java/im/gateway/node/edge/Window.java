package im.gateway.node.edge;

import im.gateway.persistence.RegistrationId;
import im.gateway.protocol.stanza.Stanza;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one edge has handed on and knows no outcome of: bounded, and in order for each user. It knows when to hand on again, and when
 * to give up. Not thread-safe; times are milliseconds of any clock that never goes back.
 */
final class Window {
    /** Where a user's actor is known to have moved, the waits begin anew with this one: it may take a moment to come up. */
    private static final long HURRY_MILLIS = 250;

    private final Limits limits;
    /** By number: the line in which it waits. */
    private final Map<Long, Line> entries = new HashMap<>();

    private final Map<RegistrationId, Line> lines = new HashMap<>();
    private long lastNumber;
    private long bytes;

    Window(Limits limits) {
        this.limits = limits;
    }

    /**
     * Bounds and times.
     *
     * @param stanzas most of all users; what {@link LiveStream} reads ahead comes on top, since what was read has to go somewhere
     * @param bytes most of all users, the same
     * @param stanzasPerUser most of one user
     * @param resendLeast milliseconds without any outcome for a user before all of that user's are handed on again
     * @param resendMost the longest such wait, after doubling
     * @param giveUp milliseconds after which one is given up
     */
    record Limits(int stanzas, long bytes, int stanzasPerUser, long resendLeast, long resendMost, long giveUp) {}

    /**
     * A stanza without an outcome.
     *
     * @param number its name between edge and user actor
     * @param after the number of the user's stanza before it that has no outcome either, 0 for none
     * @param bytes about what it takes
     * @param since when it was handed on first
     */
    record Entry(long number, long after, RegistrationId user, Stanza stanza, int bytes, long since) {
        private Entry withAfter(long number) {
            return number == after ? this : new Entry(this.number, number, user, stanza, bytes, since);
        }
    }

    /** One user's entries, oldest first, and when all of them are handed on again. */
    private static final class Line {
        private final Deque<Entry> waiting = new ArrayDeque<>(2);
        private long wait;
        private long dueAt;

        /** Takes out the one with this number, which is in it: mostly the oldest. */
        private Entry take(long number) {
            for (Iterator<Entry> all = waiting.iterator(); all.hasNext(); ) {
                Entry entry = all.next();
                if (entry.number() == number) {
                    all.remove();
                    return entry;
                }
            }
            throw new IllegalStateException("stanza " + number + " does not wait in its line");
        }

        private void hurry(long now) {
            wait = HURRY_MILLIS;
            dueAt = now;
        }

        private void restart(long now, long least) {
            wait = least;
            dueAt = now + least;
        }
    }

    /** Puts a stanza in; null where its user has too many in it already. */
    @Nullable
    Entry offer(RegistrationId user, Stanza stanza, int size, long now) {
        Line line = lines.computeIfAbsent(user, u -> new Line());
        if (line.waiting.size() >= limits.stanzasPerUser()) {
            return null;
        }
        Entry before = line.waiting.peekLast();
        if (before == null) {
            line.restart(now, limits.resendLeast());
        }
        return put(line, new Entry(++lastNumber, before == null ? 0 : before.number(), user, stanza, size, now));
    }

    /**
     * Puts in a copy of what another edge has handed on, under the number that it has there. A user's come in order; a repeated one changes
     * nothing.
     *
     * @return false where there is no room for it
     */
    boolean adopt(long number, RegistrationId user, Stanza stanza, int size, long now) {
        if (entries.containsKey(number)) {
            return true;
        }
        if (!hasRoom()) {
            return false;
        }
        Line line = lines.computeIfAbsent(user, u -> new Line());
        Entry before = line.waiting.peekLast();
        put(line, new Entry(number, before == null ? 0 : before.number(), user, stanza, size, now));
        return true;
    }

    private Entry put(Line line, Entry entry) {
        line.waiting.addLast(entry);
        entries.put(entry.number(), line);
        bytes += entry.bytes();
        return entry;
    }

    /** Takes a stanza out, its outcome being certain; false where it is not (or no longer) in it. */
    boolean settle(long number, long now) {
        Line line = entries.remove(number);
        if (line == null) {
            return false;
        }
        Entry entry = line.take(number);
        bytes -= entry.bytes();
        line.restart(now, limits.resendLeast());
        if (line.waiting.isEmpty()) {
            lines.remove(entry.user());
        }
        return true;
    }

    /** What is to be handed on again now: for each user whose wait is over, all of it, in order. */
    List<Entry> due(long now) {
        List<Entry> due = new ArrayList<>();
        for (Line line : lines.values()) {
            if (now >= line.dueAt) {
                long after = 0;
                for (Entry entry : line.waiting) {
                    due.add(entry.withAfter(after));
                    after = entry.number();
                }
                line.wait = Math.min(line.wait * 2, limits.resendMost());
                line.dueAt = now + line.wait;
            }
        }
        return due;
    }

    /** User actors have moved: everything is due at once, and again after short waits that double. */
    void hurry(long now) {
        lines.values().forEach(line -> line.hurry(now));
    }

    /** As {@link #hurry(long)}, for the user of one that is in it. */
    void hurry(long number, long now) {
        Line line = entries.get(number);
        if (line != null) {
            line.hurry(now);
        }
    }

    /** As {@link #hurry(long)}, for one user; false where nothing of that user is in it. */
    boolean hurry(RegistrationId user, long now) {
        Line line = lines.get(user);
        if (line != null) {
            line.hurry(now);
        }
        return line != null;
    }

    /** Each user's whole line, in order, whose oldest was handed on before that time. */
    List<Entry> waitingSince(long until) {
        List<Entry> waiting = new ArrayList<>();
        for (Line line : lines.values()) {
            Entry first = line.waiting.peekFirst();
            if (first != null && first.since() <= until) {
                waiting.addAll(line.waiting);
            }
        }
        return waiting;
    }

    /** Takes out what is too old, and gives it. */
    List<Entry> overdue(long now) {
        return takeAll(now - limits.giveUp());
    }

    /** Takes all out, oldest first, and gives it. */
    List<Entry> abandon() {
        return takeAll(Long.MAX_VALUE);
    }

    private List<Entry> takeAll(long until) {
        List<Entry> taken = new ArrayList<>();
        for (Iterator<Line> all = lines.values().iterator(); all.hasNext(); ) {
            Line line = all.next();
            for (Entry first = line.waiting.peekFirst();
                    first != null && first.since() <= until;
                    first = line.waiting.peekFirst()) {
                line.waiting.removeFirst();
                entries.remove(first.number());
                bytes -= first.bytes();
                taken.add(first);
            }
            if (line.waiting.isEmpty()) {
                all.remove();
            }
        }
        taken.sort(java.util.Comparator.comparingLong(Entry::number));
        return taken;
    }

    /** Whether there is room for more. */
    boolean hasRoom() {
        return entries.size() < limits.stanzas() && bytes < limits.bytes();
    }

    /** Whose stanzas are in it; a copy. */
    Set<RegistrationId> users() {
        return new HashSet<>(lines.keySet());
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    /** The numbers of all that is in it; a copy. */
    Set<Long> numbers() {
        return new HashSet<>(entries.keySet());
    }

    int size() {
        return entries.size();
    }

    long bytes() {
        return bytes;
    }
}
