package im.gateway.node;

import im.gateway.node.cluster.Discovery;
import im.gateway.node.cluster.Health;
import im.gateway.node.cluster.LoginGate;
import im.gateway.node.cluster.LoginQueue;
import im.gateway.node.cluster.OrderlyEnd;
import im.gateway.node.cluster.PekkoConfig;
import im.gateway.node.cluster.Retreat;
import im.gateway.node.cluster.StartupPresence;
import im.gateway.node.cluster.UserSharding;
import im.gateway.node.cluster.Waker;
import im.gateway.node.cluster.ledger.Ledger;
import im.gateway.node.cluster.lifeline.Lifeline;
import im.gateway.node.config.GatewayConfig;
import im.gateway.node.config.LimitSettings;
import im.gateway.node.config.XmppSettings;
import im.gateway.node.edge.Edges;
import im.gateway.node.edge.StreamRoutes;
import im.gateway.node.edge.Users;
import im.gateway.node.legacy.LegacyNetwork;
import im.gateway.node.legacy.LegacyNetworkFactory;
import im.gateway.node.socket.Transport;
import im.gateway.persistence.CredentialVault;
import im.gateway.persistence.cassandra.SchemaState;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.pekko.Done;
import org.apache.pekko.actor.BootstrapSetup;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.setup.ActorSystemSetup;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.ClusterSingleton;
import org.apache.pekko.cluster.typed.SingletonActor;
import org.apache.pekko.dispatch.ExecutionContexts;
import org.apache.pekko.management.javadsl.PekkoManagement;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A node, put together: edge, route, user and legacy, and what they stand on. */
final class Node {
    private static final Logger LOG = LoggerFactory.getLogger(Node.class);
    private static final Duration HTTP_START = Duration.ofSeconds(20);
    private final ActorSystem<Void> system;
    private volatile boolean failed;

    private Node(ActorSystem<Void> system) {
        this.system = system;
    }

    /**
     * Starts a node and returns once its ports are open; it joins its cluster by itself, as soon as it can serve.
     *
     * @param application makes the part that knows what to do with stanzas
     * @throws RuntimeException when a port is taken or the settings of a service are wrong; nothing is left running
     */
    static Node start(GatewayConfig config, Function<NodeServices, Application> application) {
        CredentialVault vault = Storage.vault(config.storage());
        EventLoopGroup eventLoops = Transport.eventLoops(threads(config.limits()), "io");
        SecureRandom random = new SecureRandom();
        InstantSource clock = InstantSource.system();
        Map<String, LegacyNetwork> networks =
                LegacyNetworks.create(config, new LegacyNetworkFactory.Services(eventLoops, clock, random.nextLong()));

        ActorSystem<Void> system = ActorSystem.create(
                Behaviors.empty(),
                config.cluster().name(),
                ActorSystemSetup.create(BootstrapSetup.create(PekkoConfig.toJoin(config))
                        .withDefaultExecutionContext(ExecutionContexts.fromExecutor(new LoopExecutor(eventLoops)))));
        endWith(system, eventLoops);
        try {
            Storage storage = Storage.open(system, vault);
            StreamRoutes routes = new StreamRoutes();
            Application parts = application.apply(new NodeServices(
                    config,
                    system,
                    networks,
                    loginQueues(config, eventLoops),
                    LoginGate.perSecond(config.pacing().presencePerSecond(), eventLoops),
                    routes,
                    vault,
                    storage.table(),
                    storage.reader(),
                    storage.eraser(),
                    clock,
                    Ledger.start(system, clock)));

            // (3) user actors, and who wakes them
            Users users = UserSharding.start(system, parts::user, parts.stop());
            startWaker(system, config, storage, users);
            startPresence(system, config, storage, routes);
            // (1) edges, (2) with their routing table
            ActorRef<Edges.Command> edges = system.systemActorOf(
                    Edges.create(
                            new Edges.Settings(config.xmpp(), config.limits(), config.pacing()),
                            new Edges.Surroundings(
                                    eventLoops,
                                    routes,
                                    parts.route(),
                                    users,
                                    Node::millis,
                                    random,
                                    Retreat.of(system)::isUnderWay)),
                    "edges",
                    Props.empty());

            // The JDK's sockets: they tell a port where nobody listens from a host that nobody reaches.
            EventLoopGroup lifelines = new NioEventLoopGroup(1, new DefaultThreadFactory("lifeline", true));
            system.systemActorOf(Lifeline.create(lifelines), "lifeline", Props.empty());
            endWith(system, lifelines);
            Retreat.start(system);

            OrderlyEnd.install(system, edges, users, config.pacing().drain());
            closeAtTheEnd(system, storage);
            startHealth(system, config, storage, routes);
            Node node = new Node(system);
            node.joinOnceItCanServe(config, storage);
            return node;
        } catch (RuntimeException failed) {
            system.terminate();
            throw failed;
        }
    }

    /**
     * A member of the cluster is given users at once: a node becomes one when Cassandra has answered, its tables are there, and journals open
     * quickly. Without its tables it is of no use and ends; a Cassandra that is away is waited for.
     */
    private void joinOnceItCanServe(GatewayConfig config, Storage storage) {
        var unused = storage.schema()
                .handle(Node::maySave)
                .thenCompose(usable -> usable ? storage.warmUp(system) : end())
                .thenAccept(opened -> {
                    LOG.info("node=warm journals-opened={}", opened);
                    Discovery.start(system, config);
                });
    }

    private static boolean maySave(@Nullable SchemaState state, @Nullable Throwable failure) {
        if (state == null) {
            LOG.warn("schema=unchecked reason=\"{}\"", failure == null ? "" : failure.getMessage());
            return true;
        }
        if (state.isUsable()) {
            LOG.info("schema=usable found=\"{}\"", state.message());
        } else {
            LOG.error("schema=unusable found=\"{}\"", state.message());
        }
        return state.isUsable();
    }

    /** Never completes: nothing is begun any more. */
    private CompletionStage<Integer> end() {
        failed = true;
        system.terminate();
        return new CompletableFuture<>();
    }

    /**
     * Waits until the node has ended.
     *
     * @return whether it ended because it was told to
     */
    boolean awaitEnd() {
        system.getWhenTerminated().toCompletableFuture().join();
        return !failed;
    }

    /** Where the configuration does not say: half of the cores, see {@code gateway/limits.conf}. */
    private static int threads(LimitSettings limits) {
        int half = (Runtime.getRuntime().availableProcessors() + 1) / 2;
        return limits.threads() == 0 ? half : limits.threads();
    }

    private static long millis() {
        return System.nanoTime() / 1_000_000;
    }

    private static Map<String, LoginQueue> loginQueues(GatewayConfig config, EventLoopGroup timer) {
        Map<String, LoginQueue> queues = new HashMap<>();
        config.services().forEach((name, service) -> {
            LoginGate pace = LoginGate.perSecond(service.loginsPerSecond(), timer);
            queues.put(name, new LoginQueue(pace));
        });
        return queues;
    }

    private static void startWaker(ActorSystem<?> system, GatewayConfig config, Storage storage, Users users) {
        Waker.Settings settings = new Waker.Settings(
                config.cluster().shards(),
                config.pacing().wakesPerSecond(),
                config.pacing().wakeSettle());
        ClusterSingleton.get(system).init(SingletonActor.of(Waker.create(settings, storage.table(), users), "waker"));
    }

    private static void startPresence(
            ActorSystem<?> system, GatewayConfig config, Storage storage, StreamRoutes routes) {
        StartupPresence.Settings settings = new StartupPresence.Settings(
                config.xmpp().domains().stream()
                        .map(XmppSettings.Domain::address)
                        .collect(Collectors.toSet()),
                config.pacing().presencePerSecond());
        StartupPresence.start(system, settings, storage.table(), routes);
    }

    private static void startHealth(ActorSystem<?> system, GatewayConfig config, Storage storage, StreamRoutes routes) {
        Health health = Health.of(system);
        health.require(new Health.Check("cluster", () -> {
            MemberStatus status = Cluster.get(system).selfMember().status();
            boolean up = status.equals(MemberStatus.up());
            return CompletableFuture.completedFuture(up ? "" : "this node is " + status + " (expected: Up)");
        }));
        health.require(storage.check());
        for (XmppSettings.Domain domain : config.xmpp().domains()) {
            health.require(new Health.Check(
                    "stream of " + domain.address(),
                    () -> CompletableFuture.completedFuture(
                            routes.isUp(domain.address()) ? "" : "none is established in the cluster")));
        }
        PekkoManagement.get(system)
                .start()
                .toCompletableFuture()
                .orTimeout(HTTP_START.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    private static void closeAtTheEnd(ActorSystem<?> system, Storage storage) {
        CoordinatedShutdown.get(system)
                .addTask(CoordinatedShutdown.PhaseBeforeActorSystemTerminate(), "scans-ended", () -> {
                    storage.scans().shutdown();
                    return CompletableFuture.completedFuture(Done.done());
                });
    }

    /** Threads that run actors, or that actors use, outlive them. */
    private static void endWith(ActorSystem<?> system, EventLoopGroup threads) {
        var unusedEnd = system.getWhenTerminated().thenRun(() -> {
            var unused = threads.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        });
    }

    ActorSystem<Void> system() {
        return system;
    }
}
