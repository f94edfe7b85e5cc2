package im.gateway.node.cluster;

import com.typesafe.config.ConfigRenderOptions;
import im.gateway.node.config.GatewayConfig;
import im.gateway.node.edge.Edges;
import im.gateway.node.edge.Outbox;
import im.gateway.node.edge.StanzaRoute;
import im.gateway.node.edge.StreamRoutes;
import im.gateway.node.user.UserActor;
import im.gateway.persistence.RegistrationId;
import im.gateway.protocol.xml.Element;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;

/** Nodes with the edges of a configuration and nothing behind them: what comes for a user goes back to who wrote it, by the node that it came to. */
final class EchoNodes implements AutoCloseable {
    private static final long SEED = 11;

    private final EventLoopGroup eventLoops = new NioEventLoopGroup(1);
    private final TestNodes nodes = new TestNodes();
    private final Path folder;

    /** None yet; their configurations are written to this folder. */
    EchoNodes(Path folder) {
        this.folder = folder;
    }

    /**
     * Starts one, which joins the node at the port {@code seed}, or founds the cluster where that is its own. What it sends back names its
     * port, as the sender's resource.
     *
     * @param xmpp the block of that name in its configuration
     */
    ActorSystem<Void> start(int port, int seed, String xmpp) throws IOException {
        Path file = Files.writeString(folder.resolve("node" + port + ".conf"), """
            gateway {
              xmpp { %s }
              services.echo { protocol = echo, network {} }
              cluster { port = %d, seeds = ["127.0.0.1:%d"], shards = 10 }
              storage.keys = none
              pacing { drain = 3s, reconnect-least = 50ms }
            }
            """.formatted(xmpp, port, seed));
        GatewayConfig config = GatewayConfig.load(file);
        String pekko = PekkoConfig.of(config)
                .getConfig("pekko.cluster.sharded-daemon-process")
                .root()
                .render(ConfigRenderOptions.concise());
        ActorSystem<Void> system = nodes.start(port, seed, "pekko.cluster.sharded-daemon-process = " + pekko);
        StreamRoutes routes = new StreamRoutes();
        system.systemActorOf(
                Edges.create(
                        new Edges.Settings(config.xmpp(), config.limits(), config.pacing()),
                        new Edges.Surroundings(
                                eventLoops,
                                routes,
                                stanza -> new StanzaRoute.ToUser(new RegistrationId(
                                        stanza.to().domain(), stanza.from().bare())),
                                (user, command) -> echo(port, routes, user, (UserActor.FromXmpp) command),
                                () -> System.nanoTime() / 1_000_000,
                                new Random(SEED + port),
                                () -> false)),
                "edges",
                Props.empty());
        return system;
    }

    private static void echo(int port, StreamRoutes routes, RegistrationId user, UserActor.FromXmpp in) {
        Element back = in.stanza().element().toBuilder()
                .attribute("from", in.stanza().to().bare() + "/" + port)
                .attribute("to", in.stanza().from().toString())
                .build();
        routes.send(user.domain(), user.user(), List.of(back), Outbox.Receipt.NONE);
        in.replyTo().tell(new UserActor.Settled(in.number()));
    }

    /** See {@link TestNodes#kill}. */
    void kill(ActorSystem<Void> node) throws Exception {
        nodes.kill(node);
    }

    /** Waits until each node sees so many that are up. */
    void awaitUp(int members) {
        TestNodes.await(nodes, () -> nodes.areAllUp(members));
    }

    @Override
    public void close() {
        nodes.close();
        var unused = eventLoops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
