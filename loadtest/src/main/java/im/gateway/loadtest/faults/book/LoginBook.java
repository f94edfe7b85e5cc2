package im.gateway.loadtest.faults.book;

import im.gateway.loadtest.oscar.SessionListener;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;

/** The sessions of all accounts, as the legacy network sees them. Thread-safe. */
public final class LoginBook implements SessionListener {
    private final LongSupplier nanoTime;
    private final List<Entry> entries = new ArrayList<>();

    private enum What {
        BEGAN,
        REPLACED
    }

    private record TakenOver(Interval standstill, String name) {}

    private record Entry(long at, String name, What what) {}

    /** An empty book. */
    public LoginBook(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    @Override
    public synchronized void began(String name) {
        entries.add(new Entry(nanoTime.getAsLong(), name, What.BEGAN));
    }

    @Override
    public synchronized void replaced(String name) {
        entries.add(new Entry(nanoTime.getAsLong(), name, What.REPLACED));
    }

    @Override
    public void ended(String name) {
        // An end is nobody's fault: what counts is a beginning at the wrong time.
    }

    /** Logins from a moment on. */
    public synchronized int loginsSince(long moment) {
        return (int) entries.stream()
                .filter(entry -> entry.at() - moment >= 0 && entry.what() == What.BEGAN)
                .count();
    }

    /** The first login of an account from a moment on. */
    public synchronized OptionalLong loginAfter(String name, long moment) {
        return entries.stream()
                .filter(entry -> entry.at() - moment >= 0
                        && entry.what() == What.BEGAN
                        && entry.name().equals(name))
                .mapToLong(Entry::at)
                .findFirst();
    }

    /**
     * The accounts that had two sessions at once, each time from a moment on. A process that is stopped (SIGSTOP) cannot log out: its
     * sessions may be taken over, each once in a standstill.
     */
    public synchronized List<String> doubled(long moment, List<Interval> standstills) {
        List<String> found = new ArrayList<>();
        Set<TakenOver> takenOver = new HashSet<>();
        for (Entry entry : entries) {
            if (entry.what() != What.REPLACED || entry.at() - moment < 0) {
                continue;
            }
            boolean excused = standstills.stream()
                    .filter(still -> still.contains(entry.at()))
                    .anyMatch(still -> takenOver.add(new TakenOver(still, entry.name())));
            if (!excused) {
                found.add(entry.name());
            }
        }
        return found;
    }
}
