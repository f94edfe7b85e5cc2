package im.gateway.node.cluster;

import static im.gateway.node.cluster.TestNodes.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import im.gateway.node.config.GatewayConfig;
import im.gateway.node.edge.Edges;
import im.gateway.node.edge.PlayedServer;
import im.gateway.node.edge.StanzaRoute;
import im.gateway.node.edge.StreamRoutes;
import im.gateway.node.edge.Users;
import im.gateway.node.user.UserActor;
import im.gateway.persistence.RegistrationId;
import im.gateway.protocol.stanza.Stanza;
import im.gateway.protocol.xml.Element;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.pekko.Done;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.eventstream.EventStream;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.receptionist.Receptionist;
import org.apache.pekko.actor.typed.receptionist.ServiceKey;
import org.apache.pekko.cluster.UniqueAddress;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Down;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes in one process, one stream of the one-active policy, and user actors that send back what they get. */
class TwoNodesTest {
    private static final String DOMAIN = "irc.localhost";
    private static final long SEED = 7;
    private static final int USERS = 40;
    private static final String KEPT = "kept";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final EventLoopGroup eventLoops = new NioEventLoopGroup(1);
    private final List<TestNode> nodes = new ArrayList<>();

    /** Where each user's actor lives, by the node's port. */
    private final ConcurrentHashMap<RegistrationId, Integer> homes = new ConcurrentHashMap<>();

    /** Whether a user actor has taken what it keeps to itself. */
    private final AtomicBoolean keeps = new AtomicBoolean();

    /** What it keeps, as often as another edge has handed it on. */
    private final Set<UserActor.FromXmpp> kept = ConcurrentHashMap.newKeySet();

    /** The most time for an orderly end, as in the configuration. */
    private String drain = "3s";

    private record TestNode(int port, ActorSystem<Void> system, StreamRoutes routes, Users users) {}

    @AfterEach
    void end() {
        nodes.forEach(node -> node.system().terminate());
        var unused = eventLoops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    private TestNode start(PlayedServer server, int port, int seed) throws IOException {
        Path file = Files.writeString(
                folder.resolve("node" + port + ".conf"), """
                gateway {
                  xmpp.servers.played { host = "127.0.0.1", port = %d, policy = one-active }
                  xmpp.domains.irc {
                    address = "%s", secret = s3cret, servers = [played], service = echo, admit = ["*"]
                  }
                  services.echo { protocol = echo, network {} }
                  cluster { port = %d, seeds = ["127.0.0.1:%d"], shards = 10 }
                  storage.keys = none
                  pacing { drain = %s, resend-least = 1s, reconnect-least = 50ms }
                }
                """.formatted(server.port(), DOMAIN, port, seed, drain));
        GatewayConfig config = GatewayConfig.load(file);
        Config pekko = ConfigFactory.parseString("pekko.loglevel = WARNING, pekko.persistence.journal.plugin = \"\""
                        + ", pekko.persistence.snapshot-store.plugin = \"\""
                        + ", pekko.coordinated-shutdown.run-by-jvm-shutdown-hook = off"
                        + ", pekko.coordinated-shutdown.reason-overrides"
                        + ".\"org.apache.pekko.actor.CoordinatedShutdown$ClusterDowningReason$\".exit-jvm = off")
                .withFallback(PekkoConfig.of(config));
        ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "gateway", pekko);
        StreamRoutes routes = new StreamRoutes();
        Users users = UserSharding.start(system, (id, home) -> echo(id, port, routes), new UserActor.Wake());
        ActorRef<Edges.Command> edges = system.systemActorOf(
                Edges.create(
                        new Edges.Settings(config.xmpp(), config.limits(), config.pacing()),
                        new Edges.Surroundings(
                                eventLoops,
                                routes,
                                stanza -> new StanzaRoute.ToUser(
                                        new RegistrationId(DOMAIN, stanza.from().bare())),
                                users,
                                () -> System.nanoTime() / 1_000_000,
                                new Random(SEED),
                                () -> false)),
                "edges",
                Props.empty());
        OrderlyEnd.install(system, edges, users, config.pacing().drain());
        TestNode node = new TestNode(port, system, routes, users);
        nodes.add(node);
        return node;
    }

    /** Two nodes that are up, the first one the older. */
    private void startBoth(PlayedServer server) throws IOException {
        int seed = TestNodes.freePort();
        TestNode first = start(server, seed, seed);
        await("the first node is up", () -> sees(first, 1));
        TestNode second = start(server, TestNodes.freePort(), seed);
        await("both nodes are up", () -> sees(first, 2) && sees(second, 2));
        // Until then a node that leaves knows nobody to give its stream to, and the other one opens it when it has
        // left.
        await("the nodes know each other's edges", () -> edgesKnownTo(first) == 2 && edgesKnownTo(second) == 2);
    }

    private static int edgesKnownTo(TestNode node) {
        ServiceKey<Edges.Command> edges = ServiceKey.create(Edges.Command.class, "edges");
        return AskPattern.<Receptionist.Command, Receptionist.Listing>ask(
                        node.system().receptionist(),
                        replyTo -> Receptionist.find(edges, replyTo),
                        Duration.ofSeconds(10),
                        node.system().scheduler())
                .toCompletableFuture()
                .join()
                .getServiceInstances(edges)
                .size();
    }

    /** The one stream, when all nodes can write to it. */
    private PlayedServer.Connection withWaysOut(PlayedServer server) throws InterruptedException {
        PlayedServer.Connection connection = server.next();
        await(
                "the nodes know a way out",
                () -> nodes.stream().allMatch(node -> node.routes().isUp(DOMAIN)));
        return connection;
    }

    /** Sends a message back to who wrote it, but for one that it keeps to itself; says farewell when the service ends; ends when it is woken for that (its stop message). */
    private Behavior<UserActor.Command> echo(RegistrationId id, int port, StreamRoutes routes) {
        homes.put(id, port);
        return Behaviors.receive(UserActor.Command.class)
                .onMessage(UserActor.FromXmpp.class, m -> {
                    if (KEPT.equals(m.stanza().id())) {
                        keeps.set(true);
                        kept.add(m);
                        return Behaviors.same();
                    }
                    Element back = m.stanza().element().toBuilder()
                            .attribute("from", m.stanza().to().toString())
                            .attribute("to", m.stanza().from().toString())
                            .build();
                    routes.send(DOMAIN, id.user(), List.of(back), written -> {
                        if (written) {
                            m.replyTo().tell(new UserActor.Settled(m.number()));
                        }
                    });
                    return Behaviors.same();
                })
                .onMessage(UserActor.ServiceEnds.class, m -> {
                    Element gone = Element.builder(Stanza.NAMESPACE, "presence")
                            .attribute("from", DOMAIN)
                            .attribute("to", id.user().toString())
                            .attribute("type", "unavailable")
                            .build();
                    routes.send(
                            DOMAIN, id.user(), List.of(gone), w -> m.replyTo().tell(new UserActor.Settled(0)));
                    return Behaviors.same();
                })
                .onMessage(UserActor.Wake.class, m -> Behaviors.stopped())
                .build();
    }

    private static boolean sees(TestNode node, long members) {
        return TestNodes.up(node.system()) == members;
    }

    private static Element message(String user, String id) {
        return Element.builder(Stanza.NAMESPACE, "message")
                .attribute("from", user + "@montague.lit/orchard")
                .attribute("to", "nurse@" + DOMAIN)
                .attribute("id", id)
                .child(Element.ofText(Stanza.NAMESPACE, "body", "Madam!"))
                .build();
    }

    private static String errorId(Element stanza) {
        assertThat(stanza.attribute("type")).as("no farewell").isEqualTo("error");
        return stanza.attribute("id", "");
    }

    private static void chat(PlayedServer.Connection connection, String word) throws Exception {
        Set<String> awaited = new java.util.HashSet<>();
        for (int i = 0; i < USERS; i++) {
            String id = word + i;
            awaited.add(id);
            connection.send(message("user" + i, id));
        }
        while (!awaited.isEmpty()) {
            awaited.remove(connection.receive().attribute("id", ""));
        }
    }

    @Test
    @Tag("rfc2779-2.2.2")
    @Tag("rfc2779-2.3.6")
    void stanzasReachUsersOnTheOtherNodeAndAnswersComeBack() throws Exception {
        try (PlayedServer server = new PlayedServer("s3cret")) {
            startBoth(server);
            TestNode first = nodes.get(0);
            TestNode second = nodes.get(1);
            PlayedServer.Connection connection = withWaysOut(server);
            chat(connection, "a");
            assertThat(homes.values()).as("users live on both nodes").contains(first.port(), second.port());
            assertThat(server.connections()).as("one-active").isEqualTo(1);

            // The node with the stream leaves: the other one takes over stream and users, and nobody is told anything.
            var leaving = CoordinatedShutdown.get(first.system())
                    .runAll(CoordinatedShutdown.unknownReason())
                    .toCompletableFuture();
            assertThat(connection.awaitEnd()).isTrue();
            connection.end();
            PlayedServer.Connection next = server.next();
            leaving.get(60, TimeUnit.SECONDS);
            chat(next, "b");
            assertThat(Set.copyOf(homes.values())).isEqualTo(Set.of(second.port()));
            assertThat(connection.isQuiet()).as("no farewell").isTrue();

            // The last node leaves: everybody is told.
            var last = CoordinatedShutdown.get(second.system())
                    .runAll(CoordinatedShutdown.unknownReason())
                    .toCompletableFuture();
            Set<String> told = new java.util.HashSet<>();
            while (told.size() < USERS) {
                Element stanza = next.receive();
                assertThat(stanza.attribute("type")).isEqualTo("unavailable");
                told.add(stanza.attribute("to", ""));
            }
            assertThat(next.awaitEnd()).isTrue();
            next.end();
            last.get(60, TimeUnit.SECONDS);
        }
    }

    /** It stays for the sake of what has no outcome yet; nobody waits for the stream so long. */
    @Test
    void theNextNodeHasTheStreamBeforeTheOneThatHadItLeaves() throws Exception {
        try (PlayedServer server = new PlayedServer("s3cret")) {
            startBoth(server);
            TestNode first = nodes.get(0);
            TestNode second = nodes.get(1);
            PlayedServer.Connection connection = withWaysOut(server);
            chat(connection, "a");
            connection.send(message("user0", KEPT));
            await("a stanza that has no outcome", keeps::get);

            var leaving = CoordinatedShutdown.get(first.system())
                    .runAll(CoordinatedShutdown.unknownReason())
                    .toCompletableFuture();
            assertThat(connection.awaitEnd()).isTrue();
            connection.end();
            PlayedServer.Connection next = server.next();
            assertThat(sees(second, 2)).as("the first one is still a member").isTrue();
            chat(next, "b");
            leaving.get(60, TimeUnit.SECONDS);
            assertThat(errorId(next.receive()))
                    .as("what is given up is answered")
                    .isEqualTo(KEPT);
            assertThat(server.connections()).as("streams in all").isEqualTo(2);
        }
    }

    /** The cluster has not taken it out yet: what is certain is that its sockets are closed. */
    @Test
    void theStreamOfADeadProcessIsOpenedAtOnce() throws Exception {
        try (PlayedServer server = new PlayedServer("s3cret")) {
            startBoth(server);
            TestNode first = nodes.get(0);
            TestNode second = nodes.get(1);
            server.next();

            Edges.ProcessEnded ofSecond = new Edges.ProcessEnded(unique(second));
            first.system().eventStream().tell(new EventStream.Publish<>(ofSecond));
            Edges.ProcessEnded ofFirst = new Edges.ProcessEnded(unique(first));
            second.system().eventStream().tell(new EventStream.Publish<>(ofFirst));

            server.next();
            assertThat(sees(second, 2)).as("nobody has been taken out").isTrue();
            assertThat(server.connections())
                    .as("the one that has it stays as it is")
                    .isEqualTo(2);
        }
    }

    /** The one with the stream has read it and is lost, before the user has said what became of it. */
    @Test
    void whatADeadProcessHadNoOutcomeOfIsHandedOnByTheOtherNode() throws Exception {
        try (PlayedServer server = new PlayedServer("s3cret")) {
            startBoth(server);
            TestNode first = nodes.get(0);
            TestNode second = nodes.get(1);
            PlayedServer.Connection connection = withWaysOut(server);
            chat(connection, "a");
            // One who lives on the other node, and whose answers therefore go out by its stream.
            String user = userOn(second);
            connection.send(message(user, KEPT));
            await("a stanza that has no outcome", keeps::get);

            Edges.ProcessEnded ofFirst = new Edges.ProcessEnded(unique(first));
            second.system().eventStream().tell(new EventStream.Publish<>(ofFirst));
            PlayedServer.Connection next = server.next();
            await("it is handed on by both nodes", () -> kept.size() == 2);
            assertThat(kept)
                    .extracting(UserActor.FromXmpp::traceId)
                    .as("its name")
                    .containsOnly(kept.iterator().next().traceId());

            next.send(message(user, "newer"));
            kept.forEach(one -> one.replyTo().tell(new UserActor.Settled(one.number())));
            assertThat(next.receive().attribute("id")).isEqualTo("newer");
        }
    }

    private String userOn(TestNode node) {
        return homes.entrySet().stream()
                .filter(home -> home.getValue() == node.port())
                .map(home -> Objects.requireNonNull(home.getKey().user().local()))
                .findFirst()
                .orElseThrow();
    }

    private static UniqueAddress unique(TestNode node) {
        return Cluster.get(node.system()).selfMember().uniqueAddress();
    }

    /** As after a split that it has lost: the others go on, and of what it has taken nobody else knows. */
    @Test
    void aNodeThatIsTakenOutSaysNoFarewellAndLeavesNoSenderWithoutAnAnswer() throws Exception {
        drain = "18s";
        try (PlayedServer server = new PlayedServer("s3cret")) {
            startBoth(server);
            TestNode first = nodes.get(0);
            PlayedServer.Connection connection = withWaysOut(server);
            chat(connection, "a");
            connection.send(message("user0", KEPT));
            await("a stanza that has no outcome", keeps::get);

            CompletableFuture<Boolean> endedBefore = new CompletableFuture<>();
            CoordinatedShutdown.get(first.system())
                    .addTask(CoordinatedShutdown.PhaseActorSystemTerminate(), "look", () -> {
                        endedBefore.complete(connection.hasEnded());
                        return CompletableFuture.completedFuture(Done.done());
                    });
            Cluster cluster = Cluster.get(first.system());
            cluster.manager().tell(new Down(cluster.selfMember().address()));
            Set<String> answered = new java.util.HashSet<>();
            while (!answered.contains(KEPT)) {
                answered.add(errorId(connection.receive()));
            }
            assertThat(connection.awaitEnd()).as("the stream is ended in order").isTrue();
            connection.end();
            first.system().getWhenTerminated().toCompletableFuture().get(60, TimeUnit.SECONDS);
            assertThat(endedBefore.join())
                    .as("the node waits until nothing more of what has piled up is to be answered")
                    .isTrue();
            while (!connection.isQuiet()) {
                errorId(connection.receive());
            }
            chat(server.next(), "b");
        }
    }
}
