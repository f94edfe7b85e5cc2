package im.gateway.loadtest.run;

import im.gateway.loadtest.drive.IrcPeers;
import im.gateway.loadtest.drive.LegacyPeers;
import im.gateway.loadtest.drive.OscarPeers;
import im.gateway.loadtest.drive.Population;
import im.gateway.loadtest.drive.XmppUsers;
import im.gateway.loadtest.measure.MessageLog;
import im.gateway.loadtest.oscar.SimulatedOscarNetwork;
import im.gateway.loadtest.outage.OutageBook;
import im.gateway.loadtest.outage.OutageProbe;
import im.gateway.loadtest.quickstart.Narrator;
import im.gateway.loadtest.run.LocalGenerator.Books;
import im.gateway.loadtest.run.LocalGenerator.Share;
import im.gateway.loadtest.scenario.Scenario;
import im.gateway.loadtest.scenario.Scenario.Network;
import im.gateway.loadtest.xmpp.XmppSide;
import im.gateway.servers.ServerException;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** One run of a scenario, from nothing to its result. */
public final class ScenarioRun {
    /** One for either side: the thread that makes the load and these two are all that this program needs. */
    public static final int EVENT_LOOPS = 2;

    private static final String USER_DOMAIN = "users.localhost";

    private final Scenario scenario;
    private final Path folder;
    private final Narrator narrator;
    private final InstantSource clock;

    /**
     * A run that has not begun.
     *
     * @param folder has a folder for each part, with its log
     */
    public ScenarioRun(Scenario scenario, Path folder, Narrator narrator, InstantSource clock) {
        this.scenario = scenario;
        this.folder = folder;
        this.narrator = narrator;
        this.clock = clock;
    }

    /** What of the needed programs is missing, each with what installs it; empty when the scenario can run. */
    public static List<String> missing(Scenario scenario) {
        return Surroundings.missing(scenario);
    }

    /** Who is there, of one share. */
    public static Population population(Scenario scenario, Share share, String domain) {
        Population.Names names = scenario.network() == Network.ICQ ? Population.Names.NUMBERS : Population.Names.PLAIN;
        return new Population(
                share.part(scenario.population().users()),
                share.part(scenario.population().peers()),
                domain,
                Surroundings.gatewayDomain(scenario),
                share.of() == 1 ? names : names.tagged((char) ('a' + share.index()) + ""));
    }

    /** The number that the messages of a run carry. */
    public static int number(Scenario scenario) {
        return new SplittableRandom(scenario.seed()).nextInt(Integer.MAX_VALUE);
    }

    /** On OSCAR contacts are on the account's list already, and the gateway brings them. */
    public static int asks(Scenario scenario) {
        return scenario.network() == Network.IRC ? scenario.population().contacts() : 1;
    }

    /**
     * Starts everything, runs, and ends everything.
     *
     * @param launcher {@code bin/gateway} of the gateway's distribution
     * @throws ServerException when a part does not start
     * @throws Exception when the people do not come as far as the beginning of the load
     */
    public Result run(Path launcher) throws Exception {
        EventLoopGroup loops = new NioEventLoopGroup(EVENT_LOOPS);
        Books books = Books.of(population(scenario, Share.WHOLE, USER_DOMAIN), number(scenario));
        OutageBook outage = new OutageBook(books.ledger(), books.population().users(), System::nanoTime);
        XmppUsers users = new XmppUsers(books.population(), outage, books.latencies(), books.run(), asks(scenario));
        try (Surroundings surroundings = new Surroundings(scenario, folder, narrator, loops, List.of(USER_DOMAIN))) {
            Surroundings.Place place = surroundings.start(launcher, users::received);
            XmppSide xmpp = place.played() == null
                    ? surroundings.connectUsers(place, USER_DOMAIN, users::received)
                    : place.played();
            users.speakThrough(xmpp);
            if (scenario.kind() == Scenario.Kind.HOP && place.played() != null) {
                place.played().follow(stanza -> books.population().userOf(stanza.attribute("to", "")));
            }
            SimulatedOscarNetwork oscar = place.oscar();
            LegacyPeers peers = peers(place, books, outage, loops);
            try (Generator generator = new LocalGenerator(
                            scenario,
                            Share.WHOLE,
                            books,
                            users,
                            peers,
                            xmpp,
                            () -> oscar == null ? -1 : oscar.figures().online(),
                            narrator);
                    OutageProbe probe = new OutageProbe(
                            outage,
                            new OutageProbe.People(books.population(), users, peers, xmpp),
                            scenario.reach().writers())) {
                NodeLoss loss = NodeLoss.UNSEEN;
                if (scenario.reach().probe() && oscar != null) {
                    oscar.watchSessions(OutageProbe.sessions(outage, books.population()));
                    loss = new ProbedLoss(probe, surroundings.nodes());
                }
                return new Measurement(scenario, surroundings, place, List.of(generator), loss, Duration.ZERO, narrator)
                        .run(clock.instant().toString());
            }
        } finally {
            loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
        }
    }

    private LegacyPeers peers(Surroundings.Place place, Books books, MessageLog log, EventLoopGroup loops) {
        return place.oscar() == null
                ? IrcPeers.connect(
                        place.requireIrc(), books.population(), books.ledger(), books.latencies(), books.run(), loops)
                : new OscarPeers(
                        place.oscar(),
                        books.population(),
                        scenario.population().contacts(),
                        log,
                        books.latencies(),
                        books.run());
    }
}
