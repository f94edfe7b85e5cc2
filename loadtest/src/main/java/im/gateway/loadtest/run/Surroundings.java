package im.gateway.loadtest.run;

import im.gateway.loadtest.measure.JvmProbe;
import im.gateway.loadtest.quickstart.GatewayProgram;
import im.gateway.loadtest.quickstart.Narrator;
import im.gateway.loadtest.quickstart.NodeConfig;
import im.gateway.loadtest.quickstart.ServedService;
import im.gateway.loadtest.scenario.Scenario;
import im.gateway.loadtest.scenario.Scenario.Side;
import im.gateway.loadtest.xmpp.ConnectionPolicy;
import im.gateway.loadtest.xmpp.PlayedXmppServer;
import im.gateway.loadtest.xmpp.StanzaListener;
import im.gateway.loadtest.xmpp.UserComponent;
import im.gateway.loadtest.xmpp.XmppSide;
import im.gateway.servers.CassandraServer;
import im.gateway.servers.EjabberdServer;
import im.gateway.servers.ErgoServer;
import im.gateway.servers.Ports;
import im.gateway.servers.ProgramServer;
import im.gateway.servers.ServerException;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Everything that a scenario needs around it, started in order and ended in the reverse order: storage, both sides, the nodes. */
final class Surroundings implements AutoCloseable {
    static final String GATEWAY_DOMAIN = "irc.localhost";
    static final String USER_DOMAIN = "users.localhost";

    private static final String SECRET = "between-server-and-gateway";
    private static final Duration LOGIN_LIMIT = Duration.ofSeconds(20);

    private final Scenario scenario;
    private final Path folder;
    private final Narrator narrator;
    private final EventLoopGroup loops;
    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private final List<Node> nodes = new ArrayList<>();

    /** A node, and who asks its JVM. */
    record Node(ProgramServer server, JvmProbe probe) {}

    /** What the people of the scenario talk to. */
    record Sides(XmppSide xmpp, InetSocketAddress irc) {}

    Surroundings(Scenario scenario, Path folder, Narrator narrator, EventLoopGroup loops) {
        this.scenario = scenario;
        this.folder = folder;
        this.narrator = narrator;
        this.loops = loops;
    }

    /** What of the needed programs is missing, each with what installs it. */
    static List<String> missing(Scenario scenario) {
        Optional<String> xmpp = scenario.xmpp().side() == Side.EJABBERD ? EjabberdServer.missing() : Optional.empty();
        return Stream.of(CassandraServer.missing(), xmpp, ErgoServer.missing())
                .flatMap(Optional::stream)
                .toList();
    }

    /**
     * Starts everything.
     *
     * @param listener hears what the gateway says to the users
     */
    Sides start(Path launcher, StanzaListener listener) throws Exception {
        GatewayProgram gateway = new GatewayProgram(launcher);
        CassandraServer cassandra =
                begin("Cassandra", () -> CassandraServer.start(folder.resolve("cassandra"), Ports.free()));
        ErgoServer irc = begin(
                "the IRC server ergochat",
                () -> ErgoServer.builder().folder(folder.resolve("ergochat")).start());
        InetSocketAddress ircAddress = new InetSocketAddress(irc.host(), irc.plainPort());
        boolean played = scenario.xmpp().side() == Side.PLAYED;
        XmppSide xmpp;
        InetSocketAddress componentPort;
        if (played) {
            PlayedXmppServer server = begin("the played XMPP server", () -> playServer(listener));
            componentPort = server.address();
            xmpp = server;
        } else {
            EjabberdServer server = begin("ejabberd", this::startEjabberd);
            componentPort = new InetSocketAddress(server.host(), server.componentPort());
            xmpp = begin(
                    "the users' domain on ejabberd",
                    () -> UserComponent.connect(componentPort, USER_DOMAIN, SECRET, LOGIN_LIMIT, loops, listener));
        }
        startNodes(gateway, cassandra, componentPort, ircAddress);
        if (played) {
            awaitStreams(xmpp);
        }
        return new Sides(xmpp, ircAddress);
    }

    private PlayedXmppServer playServer(StanzaListener listener) {
        return PlayedXmppServer.start(
                new PlayedXmppServer.Settings(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        GATEWAY_DOMAIN,
                        SECRET,
                        scenario.xmpp().oneActive() ? ConnectionPolicy.ONE_ACTIVE : ConnectionPolicy.EVERY_NODE,
                        scenario.seed()),
                loops,
                listener);
    }

    private EjabberdServer startEjabberd() {
        return EjabberdServer.builder()
                .folder(folder.resolve("ejabberd"))
                .component(GATEWAY_DOMAIN, SECRET)
                .component(USER_DOMAIN, SECRET)
                .start();
    }

    private void startNodes(
            GatewayProgram gateway, CassandraServer cassandra, InetSocketAddress xmpp, InetSocketAddress irc)
            throws Exception {
        int count = scenario.gateway().nodes();
        List<Integer> artery =
                IntStream.range(0, count).mapToObj(n -> Ports.free()).toList();
        for (int n = 0; n < count; n++) {
            NodeConfig config = new NodeConfig(
                    folder.resolve("keys"),
                    cassandra.contactPoint(),
                    xmpp,
                    !scenario.xmpp().oneActive(),
                    SECRET,
                    USER_DOMAIN,
                    List.of(ServedService.irc(GATEWAY_DOMAIN, irc)),
                    artery.get(n),
                    Ports.free(),
                    artery);
            String name = "node-" + (n + 1);
            Path file = config.writeTo(folder.resolve(name), scenario.gateway().config());
            if (n == 0) {
                Path log = folder.resolve("schema.log");
                gateway.makeKeys(config.keys(), log);
                narrator.step("the schema is in Cassandra", () -> {
                    gateway.applySchema(file, log);
                    return file;
                });
            }
            startNode(gateway, name, file, config);
        }
    }

    private void startNode(GatewayProgram gateway, String name, Path file, NodeConfig config) throws Exception {
        int jmx = Ports.free();
        String options = scenario.gateway().javaOptions() + " " + JvmProbe.options(Ports.LOOPBACK, jmx);
        ProgramServer server = begin(
                "the gateway's " + name,
                () -> gateway.startNode(name, folder.resolve(name), file, config.artery(), config.http(), options));
        JvmProbe probe = JvmProbe.connect(Ports.LOOPBACK, jmx);
        running.push(probe);
        nodes.add(new Node(server, probe));
    }

    private void awaitStreams(XmppSide xmpp) throws Exception {
        int expected = scenario.xmpp().oneActive() ? 1 : scenario.gateway().nodes();
        narrator.step(
                "component streams: " + expected,
                () -> Waiting.until(
                        "component streams", LOGIN_LIMIT, () -> xmpp.connections() >= expected, xmpp::connections));
    }

    private <T extends AutoCloseable> T begin(String what, Callable<T> start) throws Exception {
        T part = narrator.step(what, start);
        running.push(part);
        return part;
    }

    List<Node> nodes() {
        return List.copyOf(nodes);
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
