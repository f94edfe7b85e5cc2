package im.gateway.loadtest.run;

import im.gateway.loadtest.drive.BiboumiUsers;
import im.gateway.loadtest.drive.Crowd;
import im.gateway.loadtest.drive.IrcPeers;
import im.gateway.loadtest.drive.LegacyPeers;
import im.gateway.loadtest.drive.Population;
import im.gateway.loadtest.drive.XmppUsers;
import im.gateway.loadtest.quickstart.Narrator;
import im.gateway.loadtest.run.LocalGenerator.Books;
import im.gateway.loadtest.scenario.Scenario;
import im.gateway.loadtest.xmpp.StanzaListener;
import im.gateway.loadtest.xmpp.XmppSide;
import im.gateway.protocol.xml.Element;
import im.gateway.servers.BiboumiServer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The same people with the same load, once for one node of this gateway and once for biboumi 9, in turns, in one run: behind the same
 * ejabberd, as components of their own domains, with the same IRC server, and users of one and the same domain.
 */
public final class VersusRun {
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
    public VersusRun(Scenario scenario, Path folder, Narrator narrator, InstantSource clock) {
        this.scenario = scenario;
        this.folder = folder;
        this.narrator = narrator;
        this.clock = clock;
    }

    /** Why there is nothing to compare with here; empty when there is. */
    public static Optional<String> missingPeer() {
        return BiboumiServer.missing();
    }

    /**
     * Starts everything, runs, and ends everything.
     *
     * @param launcher {@code bin/gateway} of the gateway's distribution
     */
    public Result run(Path launcher) throws Exception {
        EventLoopGroup loops = new NioEventLoopGroup(ScenarioRun.EVENT_LOOPS);
        try (Surroundings surroundings = new Surroundings(scenario, folder, narrator, loops)) {
            StanzaListener unheard = stanza -> {};
            Surroundings.Place place = surroundings.start(launcher, List.of(USER_DOMAIN), unheard);
            InetSocketAddress irc = place.requireIrc();
            Books own = books(Naming.gateway(scenario, LocalGenerator.Share.WHOLE), Population.Names.PLAIN.tagged("g"));
            Books other = books(Surroundings.BIBOUMI_DOMAIN, BiboumiUsers.names("b", irc));
            XmppUsers ownUsers = new XmppUsers(
                    own.population(), own.ledger(), own.latencies(), own.run(), ScenarioRun.asks(scenario));
            BiboumiUsers otherUsers =
                    new BiboumiUsers(other.population(), other.ledger(), other.latencies(), other.run(), irc);
            XmppSide xmpp = surroundings.connectUsers(
                    place, USER_DOMAIN, stanza -> (isOf(stanza, other) ? otherUsers : ownUsers).received(stanza));
            BiboumiServer biboumi = surroundings.startBiboumi(place);
            try (TalkGenerator gateway = generator(own, ownUsers, xmpp, irc, loops);
                    TalkGenerator peer = generator(other, otherUsers, xmpp, irc, loops)) {
                return new Versus(
                                scenario,
                                new Versus.Side(
                                        "gateway", gateway, surroundings.nodes().get(0)),
                                new Versus.Side("biboumi", peer, new WatchedProgram(biboumi)),
                                narrator)
                        .run(clock.instant().toString());
            }
        } finally {
            loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
        }
    }

    private Books books(String domain, Population.Names names) {
        Scenario.People people = scenario.population();
        return Books.of(
                new Population(people.users(), people.peers(), USER_DOMAIN, domain, names),
                ScenarioRun.number(scenario));
    }

    private static boolean isOf(Element stanza, Books books) {
        String from = stanza.attribute("from", "");
        int slash = from.indexOf('/');
        return (slash < 0 ? from : from.substring(0, slash))
                .endsWith(books.population().gateway());
    }

    private TalkGenerator generator(
            Books books, Crowd users, XmppSide xmpp, InetSocketAddress irc, EventLoopGroup loops) {
        users.speakThrough(xmpp);
        LegacyPeers peers =
                IrcPeers.connect(irc, books.population(), books.ledger(), books.latencies(), books.run(), loops);
        Preparation preparation =
                new Preparation(scenario.population().setupPerSecond(), scenario.seed(), xmpp, narrator);
        return new TalkGenerator(scenario, books, users, peers, xmpp, preparation);
    }
}
