package im.gateway.node.wire;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import im.gateway.node.cluster.OrderlyEnd;
import im.gateway.node.cluster.PekkoConfig;
import im.gateway.node.cluster.UserSharding;
import im.gateway.node.config.GatewayConfig;
import im.gateway.node.edge.Edges;
import im.gateway.node.edge.StreamRoutes;
import im.gateway.node.edge.Users;
import im.gateway.node.route.EdgeRoute;
import im.gateway.node.user.UserActor;
import im.gateway.persistence.journal.JournalSettings;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.StreamSupport;
import org.apache.pekko.Done;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.jspecify.annotations.Nullable;

/**
 * The nodes of a gateway in this process, each with an actor system of its own: real cluster, sharding, remoting with the gateway's
 * serializer, real streams to a server's component port. The cluster lasts for many stories; streams and user actors are each
 * story's own.
 */
final class StoryNodes implements AutoCloseable {
    /** Edges of different nodes have different names, so their seeds differ as well. */
    private static final long SEED = 7;

    private static final Duration START = Duration.ofSeconds(60);
    /** For the outcomes of stanzas that a story ends without. */
    private static final String DRAIN = "200ms";

    /** For telling all users that the last node ends. */
    private static final Duration FAREWELL = Duration.ofSeconds(4);

    /**
     * In the end, all nodes end at once and without a word. A cluster member that does would take itself for downed, and end the
     * process, which is that of the tests.
     */
    private static final Config QUICK_END = ConfigFactory.parseString("""
            pekko {
              loglevel = WARNING
              cluster.run-coordinated-shutdown-when-down = off
              coordinated-shutdown { run-by-jvm-shutdown-hook = off, run-by-actor-system-terminate = off }
            }
            """);

    private final EventLoopGroup eventLoops = new NioEventLoopGroup(1);
    private final AtomicReference<@Nullable StoryGateway> story = new AtomicReference<>();
    private final List<StoryNode> nodes = new ArrayList<>();
    private final ComponentPort side;
    private final int count;
    private final Path folder;
    private int stories;

    /** A node, and what of it is the story's. */
    private static final class StoryNode {
        private final int port;
        private final ActorSystem<Void> system;
        private final JournalSettings journal;
        private final EdgeClock clock = new EdgeClock();
        private final Users users;
        private volatile boolean hasUsers;
        private volatile StreamRoutes routes = new StreamRoutes();
        private @Nullable ActorRef<Edges.Command> edges;

        StoryNode(int port, ActorSystem<Void> system, AtomicReference<@Nullable StoryGateway> story) {
            this.port = port;
            this.system = system;
            this.journal = JournalSettings.from(system.settings().config());
            this.users = UserSharding.start(
                    system,
                    (id, home) -> {
                        hasUsers = true;
                        return Objects.requireNonNull(story.get(), "no story is being played")
                                .user(id, routes, journal, home);
                    },
                    new UserActor.Stop());
        }
    }

    /** Nodes that connect to this side's server; {@link #start} starts them. */
    StoryNodes(int count, ComponentPort side) {
        this.count = count;
        this.side = side;
        try {
            this.folder = Files.createTempDirectory("wire");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts the nodes where they are not there, and returns when they are one cluster. */
    void start() {
        if (!nodes.isEmpty()) {
            return;
        }
        List<Integer> ports = new ArrayList<>();
        while (ports.size() < count) {
            ports.add(freePort());
        }
        for (int port : ports) {
            GatewayConfig config = config("aim.shakespeare.lit", port, ports.get(0));
            Config pekko = StoryScheduler.CONFIG
                    .withFallback(QUICK_END)
                    .withFallback(SharedJournal.CONFIG)
                    .withFallback(PekkoConfig.of(config));
            nodes.add(new StoryNode(port, ActorSystem.create(Behaviors.empty(), "gateway", pekko), story));
        }
        StoryGateway.await("a cluster of " + count, START, () -> nodes.stream().allMatch(this::seesAll));
    }

    private boolean seesAll(StoryNode node) {
        return StreamSupport.stream(
                                Cluster.get(node.system).state().getMembers().spliterator(), false)
                        .filter(member -> member.status().equals(MemberStatus.up()))
                        .count()
                == count;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private GatewayConfig config(String domain, int port, int seed) {
        try {
            return GatewayConfig.load(Files.writeString(folder.resolve("node" + port + ".conf"), """
                    gateway {
                      xmpp.servers.wire { host = "127.0.0.1", port = %d, policy = every-node }
                      xmpp.domains.wire {
                        address = "%s", secret = "%s", servers = [wire], service = scripted, admit = ["*"]
                      }
                      services.scripted { protocol = scripted, network {} }
                      cluster { port = %d, seeds = ["127.0.0.1:%d"], shards = 10 }
                      storage.keys = none
                      pacing { drain = %s, resend-least = 50ms, reconnect-least = 50ms }
                    }
                    """.formatted(
                            side.port(), domain, ComponentPort.SECRET, port, seed, DRAIN)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opens the streams of a story. */
    void begin(StoryGateway gateway, String domain) {
        start();
        stories++;
        story.set(gateway);
        for (StoryNode node : nodes) {
            GatewayConfig config = config(domain, node.port, node.port);
            node.hasUsers = false;
            node.routes = new StreamRoutes();
            node.edges = node.system.systemActorOf(
                    Edges.create(
                            new Edges.Settings(config.xmpp(), config.limits(), config.pacing()),
                            new Edges.Surroundings(
                                    eventLoops,
                                    node.routes,
                                    new EdgeRoute(gateway.router()),
                                    gateway.watch(node.users),
                                    node.clock,
                                    new Random(node.port * SEED + stories),
                                    () -> false)),
                    "edges" + stories,
                    Props.empty());
        }
        StoryGateway.await("the streams of " + domain, () -> nodes.stream().allMatch(node -> node.routes.isUp(domain)));
        side.begin(domain, count);
    }

    /** A system to ask from. */
    ActorSystem<?> system() {
        return nodes.get(0).system;
    }

    Users users() {
        return nodes.get(0).users;
    }

    /** The edges hand on again what has no outcome; returns when they have. */
    void resend() {
        nodes.forEach(node -> node.clock.resend());
    }

    /** Ends the streams of a story in order, and then forgets it. */
    void end() {
        List<CompletionStage<Done>> ended = new ArrayList<>();
        for (StoryNode node : nodes) {
            ActorRef<Edges.Command> edges = Objects.requireNonNull(node.edges);
            ended.add(AskPattern.ask(
                    edges, replyTo -> new Edges.Stop(true, replyTo), StoryGateway.PATIENCE, node.system.scheduler()));
        }
        side.end();
        ended.forEach(end -> end.toCompletableFuture().join());
        for (StoryNode node : nodes) {
            Adapter.toClassic(node.system).stop(Adapter.toClassic(Objects.requireNonNull(node.edges)));
            node.edges = null;
        }
        story.set(null);
    }

    /**
     * Stops all nodes in order, one after the other; the one with the story's user is the last one. What is seen of a user who moves
     * is the business of tests of failover.
     */
    void shutdown() {
        nodes.sort(Comparator.comparing(node -> node.hasUsers));
        CompletionStage<Done> over = CompletableFuture.completedFuture(Done.done());
        for (StoryNode node : nodes) {
            OrderlyEnd.install(node.system, Objects.requireNonNull(node.edges), node.users, FAREWELL);
            over = over.thenComposeAsync(
                    before -> CoordinatedShutdown.get(node.system).runAll(CoordinatedShutdown.unknownReason()));
        }
        side.end();
        over.toCompletableFuture()
                .orTimeout(START.toSeconds(), TimeUnit.SECONDS)
                .join();
        side.drain();
        nodes.clear();
    }

    @Override
    public void close() {
        nodes.forEach(node -> node.system.terminate());
        nodes.forEach(
                node -> node.system.getWhenTerminated().toCompletableFuture().join());
        var unused = eventLoops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        side.close();
    }
}
