package im.gateway.loadtest.run;

import im.gateway.loadtest.measure.StorageProbe;
import im.gateway.loadtest.oscar.SimulatedOscarNetwork;
import im.gateway.loadtest.quickstart.GatewayProgram;
import im.gateway.loadtest.quickstart.Narrator;
import im.gateway.loadtest.run.LocalGenerator.Share;
import im.gateway.loadtest.scenario.Scenario;
import im.gateway.loadtest.scenario.Scenario.Kind;
import im.gateway.loadtest.scenario.Scenario.Network;
import im.gateway.loadtest.scenario.Scenario.Side;
import im.gateway.loadtest.xmpp.PlayedXmppServer;
import im.gateway.loadtest.xmpp.StanzaListener;
import im.gateway.loadtest.xmpp.UserComponent;
import im.gateway.loadtest.xmpp.XmppSide;
import im.gateway.servers.BiboumiServer;
import im.gateway.servers.CassandraServer;
import im.gateway.servers.EjabberdServer;
import im.gateway.servers.ErgoServer;
import im.gateway.servers.Ports;
import im.gateway.servers.ServerException;
import im.gateway.servers.XmppComponent;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Everything that a scenario needs around it, started in order and ended in the reverse order: storage, both sides, the nodes. */
public final class Surroundings implements Installation, AutoCloseable {
    public static final String BIBOUMI_DOMAIN = "biboumi.localhost";
    public static final String SECRET = "between-server-and-gateway";
    public static final Duration LOGIN_LIMIT = Duration.ofSeconds(20);

    /** The name that nodes give it where nothing else is set. */
    private static final String KEYSPACE = "gateway";

    private final Scenario scenario;
    private final Path folder;
    private final Narrator narrator;
    private final EventLoopGroup loops;
    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private @Nullable ScenarioNodes nodes;
    private @Nullable StorageProbe storage;

    /**
     * Where the people of the scenario go.
     *
     * @param component the XMPP server's component port
     * @param irc null where the network is another
     */
    public record Place(
            InetSocketAddress component,
            @Nullable InetSocketAddress irc,
            @Nullable SimulatedOscarNetwork oscar,
            @Nullable PlayedXmppServer played) {

        /** The IRC server. */
        public InetSocketAddress requireIrc() {
            if (irc == null) {
                throw new IllegalStateException("legacy.network: not irc (expected: irc)");
            }
            return irc;
        }
    }

    /** Nothing yet. */
    public Surroundings(Scenario scenario, Path folder, Narrator narrator, EventLoopGroup loops) {
        this.scenario = scenario;
        this.folder = folder;
        this.narrator = narrator;
        this.loops = loops;
    }

    /** What of the needed programs is missing, each with what installs it. */
    public static List<String> missing(Scenario scenario) {
        Optional<String> xmpp = scenario.xmpp().side() == Side.EJABBERD ? EjabberdServer.missing() : Optional.empty();
        Optional<String> irc = scenario.network() == Network.IRC ? ErgoServer.missing() : Optional.empty();
        return Stream.of(CassandraServer.missing(), xmpp, irc)
                .flatMap(Optional::stream)
                .toList();
    }

    /**
     * Starts everything.
     *
     * @param userDomains one for each process that makes load
     * @param listener hears what the gateway says to the users, where the XMPP server is played
     */
    public Place start(Path launcher, List<String> userDomains, StanzaListener listener) throws Exception {
        GatewayProgram gateway = new GatewayProgram(launcher);
        CassandraServer cassandra = startCassandra();
        Place place = scenario.network() == Network.IRC ? startIrc() : startOscar();
        if (scenario.xmpp().side() == Side.PLAYED) {
            PlayedXmppServer server = begin(
                    "the played XMPP server",
                    () -> PlayedSides.xmpp(scenario, Share.WHOLE, Ports.LOOPBACK, loops, listener));
            place = new Place(server.address(), place.irc(), place.oscar(), server);
        } else {
            EjabberdServer server = begin("ejabberd", () -> startEjabberd(userDomains));
            place = new Place(
                    new InetSocketAddress(server.host(), server.componentPort()), place.irc(), place.oscar(), null);
        }
        startNodes(gateway, cassandra, List.of(sides(place, userDomains)));
        if (place.played() != null) {
            PlayedSides.awaitStreams(scenario, place.played(), narrator);
        }
        return place;
    }

    /**
     * Starts the storage and the nodes, between sides that others play.
     *
     * @param sides one for each process that plays them
     */
    public void start(Path launcher, List<Sides> sides) throws Exception {
        startNodes(new GatewayProgram(launcher), startCassandra(), sides);
    }

    private CassandraServer startCassandra() throws Exception {
        return begin("Cassandra", () -> CassandraServer.start(folder.resolve("cassandra"), Ports.free()));
    }

    private void startNodes(GatewayProgram gateway, CassandraServer cassandra, List<Sides> sides) throws Exception {
        ScenarioNodes starting = new ScenarioNodes(scenario, folder, narrator, gateway, sides);
        nodes = starting;
        running.push(starting);
        starting.start(cassandra.contactPoint());
        StorageProbe probe = StorageProbe.connect(
                cassandra.host(), Objects.requireNonNull(cassandra.ports().get("jmx")), KEYSPACE);
        storage = probe;
        running.push(probe);
    }

    private Sides sides(Place place, List<String> userDomains) {
        SimulatedOscarNetwork oscar = place.oscar();
        return new Sides(
                Naming.service(scenario, Share.WHOLE),
                Naming.gateway(scenario, Share.WHOLE),
                userDomains,
                place.component(),
                oscar == null ? place.requireIrc() : oscar.address());
    }

    private Place startIrc() throws Exception {
        ErgoServer irc = begin(
                "the IRC server ergochat",
                () -> ErgoServer.builder().folder(folder.resolve("ergochat")).start());
        InetSocketAddress address = new InetSocketAddress(irc.host(), irc.plainPort());
        return new Place(address, address, null, null);
    }

    private Place startOscar() throws Exception {
        SimulatedOscarNetwork network =
                begin("the simulated OSCAR network", () -> PlayedSides.oscar(scenario, Share.WHOLE, Ports.LOOPBACK));
        return new Place(network.address(), null, network, null);
    }

    private EjabberdServer startEjabberd(List<String> userDomains) {
        EjabberdServer.Builder builder = EjabberdServer.builder()
                .folder(folder.resolve("ejabberd"))
                .component(Naming.gateway(scenario, Share.WHOLE), SECRET);
        userDomains.forEach(domain -> builder.component(domain, SECRET));
        if (scenario.kind() == Kind.VERSUS) {
            builder.component(BIBOUMI_DOMAIN, SECRET);
        }
        return builder.start();
    }

    /** Connects a component that speaks for the users of a domain. */
    public XmppSide connectUsers(Place place, String domain, StanzaListener listener) throws Exception {
        return begin(
                "the users' domain on ejabberd",
                () -> UserComponent.connect(place.component(), domain, SECRET, LOGIN_LIMIT, loops, listener));
    }

    /** Starts the gateway to compare with. */
    public BiboumiServer startBiboumi(Place place) throws Exception {
        return begin(
                "biboumi",
                () -> BiboumiServer.start(
                        folder.resolve("biboumi"), place.component(), new XmppComponent(BIBOUMI_DOMAIN, SECRET)));
    }

    private <T extends AutoCloseable> T begin(String what, Callable<T> start) throws Exception {
        T part = narrator.step(what, start);
        running.push(part);
        return part;
    }

    @Override
    public StorageProbe.Cost storageCost() throws IOException {
        if (storage == null) {
            throw new IllegalStateException("there is no storage yet (expected: after start)");
        }
        return storage.cost();
    }

    @Override
    public List<GatewayNode> nodes() {
        return nodes == null ? List.of() : nodes.all();
    }

    @Override
    public void close() {
        while (!running.isEmpty()) {
            try {
                running.pop().close();
            } catch (ServerException | IOException e) {
                narrator.say(String.valueOf(e.getMessage()));
            } catch (Exception e) {
                narrator.say("a part did not end in order: " + e);
            }
        }
    }
}
