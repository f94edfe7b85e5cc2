package im.gateway.loadtest.faults.world;

import im.gateway.loadtest.cluster.ClusterView;
import im.gateway.loadtest.link.Links;
import im.gateway.loadtest.oscar.Options;
import im.gateway.loadtest.oscar.SimulatedOscarNetwork;
import im.gateway.loadtest.quickstart.GatewayProgram;
import im.gateway.loadtest.quickstart.Narrator;
import im.gateway.loadtest.run.Waiting;
import im.gateway.loadtest.xmpp.ConnectionPolicy;
import im.gateway.loadtest.xmpp.LastingComponent;
import im.gateway.loadtest.xmpp.PlayedXmppServer;
import im.gateway.loadtest.xmpp.XmppSide;
import im.gateway.servers.CassandraCluster;
import im.gateway.servers.CassandraServer;
import im.gateway.servers.Ports;
import im.gateway.servers.ProsodyServer;
import im.gateway.servers.ServerException;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that cases of one setting need: Cassandra, the XMPP server, the simulated OSCAR network (in this process) and the gateway's
 * nodes, all on loopback, with users who are online and have a contact.
 */
public final class FaultWorld implements AutoCloseable {
    static final String SECRET = "between-server-and-gateway";

    /** Small, so that many fit on one machine; of the JVM nothing else is changed. */
    private static final String NODE_JVM = "-Xmx256m -XX:+UseSerialGC";

    private static final int EVENT_LOOPS = 2;
    private static final Duration RESTORE = Duration.ofSeconds(150);
    private static final long SUPERVISE_MILLIS = 250;

    private final Setting setting;
    private final Path folder;
    private final Narrator narrator;
    private final EventLoopGroup loops = new NioEventLoopGroup(EVENT_LOOPS);
    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private final List<GatewayNode> nodes = new ArrayList<>();
    private final ClusterView view = new ClusterView();
    private final SimulatedOscarNetwork network;
    private final People people;
    private final long seed;
    private @Nullable CassandraCluster cassandra;
    private @Nullable ProsodyServer prosody;
    private @Nullable Links links;
    private @Nullable XmppSide side;

    /**
     * Nothing runs yet but the simulated network.
     *
     * @param folder has a folder for each part, with its log
     * @param users who talk
     */
    public FaultWorld(Setting setting, Path folder, Narrator narrator, int users, long seed) {
        this.setting = setting;
        this.folder = folder;
        this.narrator = narrator;
        this.seed = seed;
        this.network = SimulatedOscarNetwork.start(Options.local(), Clock.systemUTC());
        this.people = new People(users, new SplittableRandom(seed).nextInt(Integer.MAX_VALUE), network);
    }

    /** What of the needed programs is missing, each with what installs it. */
    public static List<String> missing(Setting.Side side) {
        Optional<String> xmpp = side == Setting.Side.PROSODY ? ProsodyServer.missing() : Optional.empty();
        return Stream.of(CassandraServer.missing(), xmpp)
                .flatMap(Optional::stream)
                .toList();
    }

    /**
     * Starts everything, and brings everybody online.
     *
     * @param launcher {@code bin/gateway} of the gateway's distribution
     */
    public void start(Path launcher) throws Exception {
        GatewayProgram program = new GatewayProgram(launcher);
        narrator.say("Starting: " + setting);
        cassandra = begin(
                "Cassandra, nodes: " + setting.stores(),
                () -> CassandraCluster.start(setting.stores(), folder.resolve("cassandra")));
        InetSocketAddress component = startXmpp();
        startNodes(program, component);
        ExecutorService supervisor = Executors.newSingleThreadExecutor(task -> daemon(task, "supervisor"));
        running.push(supervisor::shutdownNow);
        supervisor.execute(this::supervise);
        people.speakThrough(side());
        narrator.step("the nodes are one cluster", () -> {
            awaitCluster();
            return setting;
        });
        narrator.step("the users are online, and each has a contact", () -> {
            people.settleIn();
            return people;
        });
    }

    private InetSocketAddress startXmpp() throws Exception {
        if (setting.side() == Setting.Side.PLAYED) {
            PlayedXmppServer.Settings settings = new PlayedXmppServer.Settings(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                    People.GATEWAY_DOMAIN,
                    SECRET,
                    ConnectionPolicy.EVERY_NODE,
                    seed);
            PlayedXmppServer played =
                    begin("the played XMPP server", () -> PlayedXmppServer.start(settings, loops, people::received));
            side = played;
            return played.address();
        }
        ProsodyServer server = begin(
                "Prosody",
                () -> ProsodyServer.builder()
                        .folder(folder.resolve("prosody"))
                        .component(People.GATEWAY_DOMAIN, SECRET)
                        .component(People.USER_DOMAIN, SECRET)
                        .start());
        prosody = server;
        InetSocketAddress address = new InetSocketAddress(server.host(), server.componentPort());
        side = begin(
                "the users' domain on Prosody",
                () -> LastingComponent.connect(address, People.USER_DOMAIN, SECRET, loops, people::received));
        return address;
    }

    private void startNodes(GatewayProgram program, InetSocketAddress component) throws Exception {
        List<NodeFile> files = files(component);
        if (setting.links()) {
            links = new Links(
                    files.stream().map(NodeFile::port).toList(),
                    files.stream().map(NodeFile::bindPort).toList());
            running.push(links);
        }
        Path log = folder.resolve("schema.log");
        program.makeKeys(files.get(0).keys(), log);
        narrator.step("the schema is in Cassandra", () -> {
            Path file = files.get(0).writeTo(folder.resolve("schema"));
            program.applySchema(file, log);
            return file;
        });
        narrator.step(setting.nodes() + " nodes of the gateway", () -> {
            NodeStarts.start(
                    files.size(), n -> GatewayNode.start(program, n, folder, files.get(n), links, NODE_JVM), node -> {
                        nodes.add(node);
                        running.push(node);
                    });
            return nodes;
        });
    }

    private List<NodeFile> files(InetSocketAddress component) {
        List<Integer> ports =
                IntStream.range(0, setting.nodes()).mapToObj(n -> Ports.free()).toList();
        return IntStream.range(0, setting.nodes())
                .mapToObj(n -> new NodeFile(
                        folder.resolve("keys"),
                        cassandra().contactPoints(),
                        component,
                        setting.side() == Setting.Side.PLAYED,
                        network.address(),
                        ports.get(n),
                        setting.links() ? Ports.free() : ports.get(n),
                        Links.sourceOf(n),
                        Ports.free(),
                        ports))
                .toList();
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    private void supervise() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                nodes.forEach(GatewayNode::supervise);
                TimeUnit.MILLISECONDS.sleep(SUPERVISE_MILLIS);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private <T extends AutoCloseable> T begin(String what, Callable<T> start) throws Exception {
        T part = narrator.step(what, start);
        running.push(part);
        return part;
    }

    /**
     * Mends everything, and waits until it is as it was at the beginning.
     *
     * @throws TimeoutException when it does not become so
     */
    public void restore() throws Exception {
        isolate(Set.of());
        if (prosody != null && !prosody.isAlive()) {
            prosody.restart();
        }
        for (CassandraServer store : cassandra().nodes()) {
            store.resume();
            if (!store.isAlive()) {
                store.restart();
            }
        }
        nodes.stream().filter(node -> !node.isUp()).forEach(GatewayNode::startAgain);
        awaitCluster();
        Waiting.until("everybody there again", RESTORE, people::allThere, () -> people);
    }

    /** Waits until all nodes are up, and one cluster. */
    public void awaitCluster() throws TimeoutException, InterruptedException {
        Waiting.until(
                "one cluster of all nodes",
                RESTORE,
                this::isWhole,
                () -> nodes.stream()
                        .map(node -> node.name() + (node.isUp() ? " up" : " down"))
                        .toList());
    }

    private boolean isWhole() {
        List<Integer> all = nodes.stream().map(GatewayNode::port).sorted().toList();
        for (GatewayNode node : nodes) {
            try {
                ClusterView.Members members = view.members(node.http());
                if (!node.isUp()
                        || members.other() > 0
                        || !all.equals(members.up().stream().sorted().toList())) {
                    return false;
                }
            } catch (IOException notYet) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return side().connections() >= (setting.side() == Setting.Side.PLAYED ? nodes.size() : 1);
    }

    /** The node that holds the one stream: the oldest member has it. */
    public GatewayNode streamHolder() throws IOException, InterruptedException {
        for (GatewayNode node : nodes) {
            if (node.isUp()) {
                int oldest = view.members(node.http()).oldest();
                return nodes.stream()
                        .filter(member -> member.port() == oldest)
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("the oldest member is none of ours: " + oldest));
            }
        }
        throw new IllegalStateException("nodes that are up: none (expected: some)");
    }

    /** The node with the most users among those without the stream. */
    public GatewayNode busiestWithoutStream() throws IOException, InterruptedException {
        GatewayNode holder = streamHolder();
        List<GatewayNode> others =
                nodes.stream().filter(node -> node != holder && node.isUp()).toList();
        List<Integer> users = new ArrayList<>();
        for (GatewayNode node : others) {
            users.add(view.users(node.http()));
        }
        return IntStream.range(0, others.size())
                .boxed()
                .max(Comparator.comparing(users::get))
                .filter(n -> users.get(n) > 0)
                .map(others::get)
                .orElseThrow(() ->
                        new IllegalStateException("users on the nodes without the stream: none (expected: some)"));
    }

    /** Whether a node says that it has read this stanza of a user's behind the end of its stream, and could not answer. */
    public boolean leftUnanswered(String user, String id) {
        return nodes.stream().anyMatch(node -> node.leftUnanswered(user, id));
    }

    /** Cuts a set of nodes off from the others; the empty set mends it. Nothing where there are no links. */
    public void isolate(Set<GatewayNode> cutOff) {
        if (links != null) {
            links.isolate(Set.copyOf(cutOff.stream().map(GatewayNode::number).toList()));
        }
    }

    public List<GatewayNode> nodes() {
        return List.copyOf(nodes);
    }

    public List<CassandraServer> stores() {
        return cassandra().nodes();
    }

    private CassandraCluster cassandra() {
        return present(cassandra);
    }

    public ProsodyServer prosody() {
        return present(prosody);
    }

    private XmppSide side() {
        return present(side);
    }

    private static <T> T present(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("a part that this setting does not have, or that is not started");
        }
        return part;
    }

    public People people() {
        return people;
    }

    @Override
    public void close() {
        while (!running.isEmpty()) {
            try {
                running.pop().close();
            } catch (ServerException e) {
                narrator.say(String.valueOf(e.getMessage()));
            } catch (Exception e) {
                narrator.say("a part did not end in order: " + e);
            }
        }
        network.close();
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
