package im.gateway.loadtest.run;

import im.gateway.loadtest.drive.Arrivals;
import im.gateway.loadtest.drive.Crowd;
import im.gateway.loadtest.drive.LegacyPeers;
import im.gateway.loadtest.drive.RateCurve;
import im.gateway.loadtest.drive.Schedule;
import im.gateway.loadtest.quickstart.Narrator;
import im.gateway.loadtest.xmpp.XmppSide;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;

/** What has to have happened before a load begins: everybody is registered and has their contact, and those are online who shall be. */
public final class Preparation {
    private static final Duration SLACK = Duration.ofSeconds(60);
    /** How many times as long as the pace asks for a busy machine may take, beyond that. */
    private static final int TIMES = 2;

    private final double perSecond;
    private final long seed;
    private final XmppSide xmpp;
    private final Narrator narrator;

    private interface Act {
        void accept(int user, long intendedNanos);
    }

    /**
     * A preparation at a measured pace.
     *
     * @param perSecond registrations and logins
     */
    public Preparation(double perSecond, long seed, XmppSide xmpp, Narrator narrator) {
        this.perSecond = perSecond;
        this.seed = seed;
        this.xmpp = xmpp;
        this.narrator = narrator;
    }

    /** Waits until the legacy users are on their network. */
    public void peers(LegacyPeers peers, int count) throws Exception {
        if (peers.online() < count) {
            narrator.step(
                    count + " legacy users are on their network",
                    () -> Waiting.until("legacy users", SLACK, () -> peers.online() == count, peers::online));
        }
    }

    /** Registers the first of the users, those that are not; they are offline then. */
    public void registered(Crowd users, int count) throws Exception {
        int before = users.offline() + users.online();
        if (before < count) {
            narrator.step(count + " users are registered", () -> {
                pace(before, count, users::register);
                return Waiting.until(
                        "registered",
                        limit(count - before),
                        () -> users.offline() + users.online() >= count,
                        () -> users);
            });
        }
    }

    /**
     * Has the first of the users online. Whoever is registered comes online once, because it is at the first login that a contact is
     * asked for; the others go offline again.
     */
    public void online(Crowd users, int registered, int online) throws Exception {
        if (users.approved() < registered) {
            int before = users.online();
            narrator.step(registered + " users are online, and each has a contact", () -> {
                pace(before, registered, users::logIn);
                return Waiting.until(
                        "online with a contact",
                        limit(registered - before),
                        () -> users.online() >= registered && users.approved() >= registered,
                        () -> users);
            });
        }
        if (users.online() > online) {
            narrator.step((users.online() - online) + " users go offline", () -> {
                pace(online, registered, (user, due) -> users.logOut(user));
                return Waiting.until("online", limit(registered - online), () -> users.online() == online, () -> users);
            });
        }
    }

    /** After the last of so many was told to do something. */
    private Duration limit(int people) {
        return SLACK.plusSeconds((long) (TIMES * people / perSecond));
    }

    private void pace(int from, int to, Act action) {
        AtomicInteger next = new AtomicInteger(from);
        LongConsumer one = due -> {
            if (next.get() < to) {
                action.accept(next.getAndIncrement(), due);
            }
        };
        // One interval more than there are users, since the first waits for one.
        long duration = (long) ((to - from + 1) / perSecond * 1e9);
        Arrivals arrivals =
                new Arrivals(RateCurve.constant(perSecond), Arrivals.Distribution.UNIFORM, new SplittableRandom(seed));
        new Schedule().run(arrivals, System.nanoTime(), duration, one, xmpp::flush);
        while (next.get() < to) {
            one.accept(System.nanoTime());
        }
        xmpp.flush();
    }
}
