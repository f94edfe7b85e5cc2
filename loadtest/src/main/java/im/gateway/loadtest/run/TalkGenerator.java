package im.gateway.loadtest.run;

import im.gateway.loadtest.drive.Arrivals;
import im.gateway.loadtest.drive.Crowd;
import im.gateway.loadtest.drive.LegacyPeers;
import im.gateway.loadtest.drive.RateCurve;
import im.gateway.loadtest.drive.Schedule;
import im.gateway.loadtest.measure.Ledger;
import im.gateway.loadtest.run.LocalGenerator.Books;
import im.gateway.loadtest.scenario.Scenario;
import im.gateway.loadtest.xmpp.XmppSide;
import java.io.IOException;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * People of any gateway who only talk, in both directions alike: at a rate, or, where the rate is 0, as much as the gateway takes, with so
 * many messages under way all the time.
 */
final class TalkGenerator implements Generator {
    private static final long LOOK_AGAIN_NANOS = 50_000;

    private final Scenario scenario;
    private final Books books;
    private final Crowd users;
    private final LegacyPeers peers;
    private final XmppSide xmpp;
    private final Preparation preparation;
    private final SplittableRandom random;
    private volatile Schedule schedule = new Schedule();
    private @Nullable Thread thread;
    private long begun;
    private int turn;

    TalkGenerator(
            Scenario scenario, Books books, Crowd users, LegacyPeers peers, XmppSide xmpp, Preparation preparation) {
        this.scenario = scenario;
        this.books = books;
        this.users = users;
        this.peers = peers;
        this.xmpp = xmpp;
        this.preparation = preparation;
        // The same for either gateway: both get the same messages.
        this.random = new SplittableRandom(scenario.seed());
    }

    @Override
    public void prepare(int registered, int online) throws Exception {
        preparation.peers(peers, books.population().peers());
        preparation.registered(users, registered);
        preparation.online(users, registered, online);
        books.latencies().interval();
    }

    @Override
    public void start(Stretch stretch, Duration lead) {
        long begin = System.nanoTime() + lead.toNanos();
        long from = begin + stretch.warmUp().toNanos();
        long until = from + stretch.duration().toNanos();
        schedule = new Schedule();
        begun = 0;
        boolean saturated = stretch.perSecond() == 0;
        if (!saturated) {
            books.latencies().measure(from, until);
        }
        Runnable work = saturated ? () -> saturate(until) : () -> pace(stretch.perSecond(), begin, from, until);
        Thread running = new Thread(work, "talk");
        running.setDaemon(true);
        running.start();
        thread = running;
    }

    private void pace(double perSecond, long begin, long from, long until) {
        Arrivals arrivals =
                new Arrivals(RateCurve.constant(perSecond), scenario.arrival().distribution(), random.split());
        schedule.run(
                arrivals,
                begin,
                until - begin,
                due -> {
                    talk(due, random.nextInt(books.population().users()), random.nextBoolean());
                    if (due - from >= 0) {
                        begun++;
                    }
                },
                this::flush);
    }

    /** What was lost in an earlier stretch is not under way: it is left out of the count. */
    private void saturate(long until) {
        Ledger ledger = books.ledger();
        long lost = ledger.outstanding();
        while (until - System.nanoTime() > 0 && !Thread.currentThread().isInterrupted()) {
            long room = scenario.versus().window() - (ledger.outstanding() - lost);
            for (long message = 0; message < room; message++) {
                int user = turn / 2 % books.population().users();
                talk(System.nanoTime(), user, turn % 2 == 0);
                turn = (turn + 1) % (2 * books.population().users());
            }
            if (room > 0) {
                flush();
            } else {
                LockSupport.parkNanos(LOOK_AGAIN_NANOS);
            }
        }
    }

    private void talk(long due, int user, boolean toLegacy) {
        if (toLegacy) {
            users.write(user, due, scenario.bodyLength());
        } else {
            peers.write(user, due, scenario.bodyLength());
        }
    }

    private void flush() {
        xmpp.flush();
        peers.flush();
    }

    @Override
    public Pulse pulse() throws IOException {
        return books.pulse(users, -1, schedule.takeLatest() / 1e6);
    }

    @Override
    public Ended ended() throws InterruptedException {
        Thread running = thread;
        if (running != null) {
            running.join();
        }
        return new Ended(books.ledger().totals(), users.errors(), begun, schedule.lag(), users.unsent());
    }

    @Override
    public void close() {
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
        peers.close();
    }
}
