package im.gateway.loadtest.outage;

import im.gateway.loadtest.drive.LegacyPeers;
import im.gateway.loadtest.drive.Population;
import im.gateway.loadtest.drive.XmppUsers;
import im.gateway.loadtest.oscar.SessionListener;
import im.gateway.loadtest.xmpp.XmppSide;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds out when the users of a lost node can be reached again. The contact writes to each as soon as the legacy network has their session
 * again, which is the first moment at which somebody there can, and the user answers. Some do not wait for that: they write as soon as the
 * node is lost, and their message waits inside the gateway.
 *
 * <p>What went into a connection of the lost node is written again after some seconds.
 */
public final class OutageProbe implements Survey, AutoCloseable {
    /** The streams of a process that was killed end at once, but not in no time. */
    private static final long WRITE_AFTER_NANOS = 500_000_000;

    private static final long AGAIN_AFTER_NANOS = 5_000_000_000L;
    private static final int BODY = 60;

    private final OutageBook book;
    private final People people;
    private final int writerEach;
    /** When somebody wrote for the last time, after the strike; 0 for never. Of the thread that writes. */
    private final long[] wroteAt;

    private final long[] writtenToAt;
    private @Nullable Lookout lookout;

    /** Who is there, and what the users' stanzas go through. */
    public record People(Population population, XmppUsers users, LegacyPeers contacts, XmppSide xmpp) {}

    /**
     * A probe that waits for the loss.
     *
     * @param book where all these people note their messages
     * @param writers the share of users who write at once, 0 to 1
     */
    public OutageProbe(OutageBook book, People people, double writers) {
        this.book = book;
        this.people = people;
        this.writerEach = writers <= 0 ? Integer.MAX_VALUE : Math.max(1, (int) Math.round(1 / writers));
        this.wroteAt = new long[people.population().users()];
        this.writtenToAt = new long[people.population().users()];
    }

    /** What tells the book of the users' sessions. */
    public static SessionListener sessions(OutageBook book, Population population) {
        Map<String, Integer> users = new HashMap<>();
        for (int user = 0; user < population.users(); user++) {
            users.put(population.legacyName(user), user);
        }
        return new Sessions(book, users);
    }

    private record Sessions(OutageBook book, Map<String, Integer> users) implements SessionListener {
        @Override
        public void began(String name) {
            // It cannot be written to yet.
        }

        @Override
        public void ready(String name) {
            Integer user = users.get(name);
            if (user != null) {
                book.loggedIn(user);
            }
        }

        @Override
        public void replaced(String name) {
            ended(name);
        }

        @Override
        public void ended(String name) {
            Integer user = users.get(name);
            if (user != null) {
                book.lost(user);
            }
        }
    }

    @Override
    public synchronized void strike() {
        if (!book.isStruck()) {
            book.strike();
            lookout = Lookout.begin("outage-messages", () -> write(book.sinceStrike()));
        }
    }

    private void write(long now) {
        boolean any = false;
        for (int user = 0; user < wroteAt.length; user++) {
            if (book.isAffected(user) && !book.isReached(user)) {
                any |= writeAs(user, now);
                writeTo(user, now);
            }
        }
        if (any) {
            people.xmpp().flush();
        }
    }

    private boolean writeAs(int user, long now) {
        boolean first = wroteAt[user] == 0
                && (book.wasWrittenTo(user) || (isWriter(user) && now - book.lostAt(user) >= WRITE_AFTER_NANOS));
        boolean again = wroteAt[user] != 0 && !book.hasWritten(user) && now - wroteAt[user] >= AGAIN_AFTER_NANOS;
        if (first || (again && book.isLoggedIn(user))) {
            wroteAt[user] = now;
            people.users().write(user, System.nanoTime(), BODY);
            return true;
        }
        return false;
    }

    private void writeTo(int user, long now) {
        boolean due = writtenToAt[user] == 0 || now - writtenToAt[user] >= AGAIN_AFTER_NANOS;
        if (book.isLoggedIn(user) && !book.wasWrittenTo(user) && due) {
            writtenToAt[user] = now;
            people.contacts().write(user, System.nanoTime(), BODY);
        }
    }

    private boolean isWriter(int user) {
        return user % writerEach == 0;
    }

    @Override
    public ReachTimes times() {
        return book.times(book.affected().filter(this::isWriter));
    }

    @Override
    public synchronized void close() {
        Lookout known = lookout;
        if (known != null) {
            known.close();
        }
    }
}
