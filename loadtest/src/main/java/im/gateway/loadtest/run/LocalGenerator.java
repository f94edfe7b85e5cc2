package im.gateway.loadtest.run;

import im.gateway.loadtest.drive.Crowd;
import im.gateway.loadtest.drive.LegacyPeers;
import im.gateway.loadtest.drive.Population;
import im.gateway.loadtest.drive.XmppUsers;
import im.gateway.loadtest.measure.Latencies;
import im.gateway.loadtest.measure.Ledger;
import im.gateway.loadtest.measure.ProcessCpu;
import im.gateway.loadtest.quickstart.Narrator;
import im.gateway.loadtest.scenario.Scenario;
import im.gateway.loadtest.xmpp.XmppSide;
import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The people of this process. */
public final class LocalGenerator implements Generator {
    private final Books books;
    private final XmppUsers users;
    private final LegacyPeers peers;
    private final LongSupplier legacyOnline;
    private final Share share;
    private final Preparation preparation;
    private final Load load;
    private @Nullable Thread thread;

    /**
     * Which part of the people these are.
     *
     * @param index from 0
     * @param of how many
     */
    public record Share(int index, int of) {
        /** All of them. */
        public static final Share WHOLE = new Share(0, 1);

        /** This share of a number; the first shares have one more where it does not divide. */
        public int part(int number) {
            return number / of + (index < number % of ? 1 : 0);
        }
    }

    /** What the people of a generator have in common. */
    public record Books(Population population, Ledger ledger, Latencies latencies, int run) {
        /** Empty ones. */
        public static Books of(Population population, int run) {
            return new Books(population, new Ledger(population.flows()), new Latencies(), run);
        }

        /** What they say now of people. */
        Pulse pulse(Crowd people, long legacyOnline, double lateMillis) throws IOException {
            return new Pulse(
                    ledger.sent(),
                    ledger.settled(),
                    people.errors().values().stream().mapToLong(Long::longValue).sum(),
                    people.online(),
                    people.waiting(),
                    legacyOnline,
                    ProcessCpu.seconds(ProcessHandle.current().pid()),
                    lateMillis,
                    latencies.interval());
        }
    }

    /**
     * People who know where to speak.
     *
     * @param legacyOnline how many of the users' sessions the legacy network has; -1 where it cannot be asked
     */
    public LocalGenerator(
            Scenario scenario,
            Share share,
            Books books,
            XmppUsers users,
            LegacyPeers peers,
            XmppSide xmpp,
            LongSupplier legacyOnline,
            Narrator narrator) {
        this.books = books;
        this.users = users;
        this.peers = peers;
        this.legacyOnline = legacyOnline;
        this.share = share;
        this.preparation =
                new Preparation(scenario.population().setupPerSecond() / share.of(), scenario.seed(), xmpp, narrator);
        this.load = new Load(scenario, share, users, peers, xmpp);
    }

    @Override
    public void prepare(int registered, int online) throws Exception {
        preparation.peers(peers, books.population().peers());
        preparation.registered(users, share.part(registered));
        preparation.online(users, share.part(registered), share.part(online));
        load.talkers(share.part(online));
        // The preparation's timings are in no interval of the load.
        books.latencies().interval();
    }

    @Override
    public void start(Stretch stretch, Duration lead) {
        long begin = System.nanoTime() + lead.toNanos();
        long from = begin + stretch.warmUp().toNanos();
        books.latencies().measure(from, from + stretch.duration().toNanos());
        thread = load.start(stretch, begin);
    }

    @Override
    public Pulse pulse() throws IOException {
        return books.pulse(users, legacyOnline.getAsLong(), load.takeLateMillis());
    }

    @Override
    public Ended ended() throws InterruptedException {
        Thread running = thread;
        if (running != null) {
            running.join();
        }
        return new Ended(books.ledger().totals(), users.errors(), load.begun(), load.lag(), users.unsent());
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
