package im.gateway.node.cluster;

import static im.gateway.node.cluster.TestNodes.await;
import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.node.edge.PlayedServer;
import im.gateway.protocol.stanza.Stanza;
import im.gateway.protocol.xml.Element;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.ActorSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Which connections the nodes keep to which servers, and what becomes of them when a node is lost. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ConnectionPoliciesTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private EchoNodes nodes;

    @BeforeEach
    void begin() {
        nodes = new EchoNodes(folder);
    }

    @AfterEach
    void end() {
        nodes.close();
    }

    private static void talk(PlayedServer.Connection on, List<PlayedServer.Connection> ways) throws Exception {
        on.send(Element.builder(Stanza.NAMESPACE, "message")
                .attribute("from", "romeo@montague.lit/orchard")
                .attribute("to", "nurse@" + on.domain())
                .attribute("id", "on-" + on.domain())
                .childText("body", "Madam!")
                .build());
        await(
                "an answer on a connection of " + on.domain(),
                () -> ways.stream()
                        .filter(way -> way.domain().equals(on.domain()))
                        .anyMatch(way -> !way.isQuiet()));
        for (PlayedServer.Connection way : ways) {
            while (!way.isQuiet()) {
                assertThat(way.receive().attribute("id")).isEqualTo("on-" + way.domain());
            }
        }
    }

    @Test
    void oneNodeServesSeveralDomainsOnSeveralServers() throws Exception {
        try (PlayedServer east = new PlayedServer("s3cret");
                PlayedServer west = new PlayedServer("s3cret")) {
            int port = TestNodes.freePort();
            nodes.start(port, port, """
                servers.east { host = "127.0.0.1", port = %d, policy = every-node, connections = 2 }
                servers.west { host = "127.0.0.1", port = %d, policy = one-active }
                domains.irc { address = irc.localhost, secret = s3cret, servers = [east, west], service = echo, admit = ["*"] }
                domains.aim { address = aim.localhost, secret = s3cret, servers = [west], service = echo, admit = ["*"] }
                """.formatted(east.port(), west.port()));
            List<PlayedServer.Connection> all = List.of(east.next(), east.next(), west.next(), west.next());
            assertThat(all.stream().map(PlayedServer.Connection::domain))
                    .containsExactlyInAnyOrder("irc.localhost", "irc.localhost", "irc.localhost", "aim.localhost");
            assertThat(Stream.of(all.get(0), all.get(1)).map(PlayedServer.Connection::domain))
                    .as("what is not on that server")
                    .doesNotContain("aim.localhost");
            for (PlayedServer.Connection each : all) {
                talk(each, all);
            }
        }
    }

    /** What a server with numbered connections keeps for a missing one is lost: another node has to take its place. */
    @Test
    void theNumberedConnectionsOfALostNodeAreOpenedByTheOther() throws Exception {
        try (PlayedServer server = new PlayedServer("s3cret")) {
            String xmpp = """
                servers.numbered { host = "127.0.0.1", port = %d, policy = numbered, connections = 3 }
                domains.irc { address = irc.localhost, secret = s3cret, servers = [numbered], service = echo, admit = ["*"] }
                """.formatted(server.port());
            // Of two nodes, the one with the lower address goes on when they lose each other.
            int one = TestNodes.freePort();
            int other = TestNodes.freePort();
            int seed = Math.min(one, other);
            nodes.start(seed, seed, xmpp);
            List<PlayedServer.Connection> all = new ArrayList<>(List.of(server.next(), server.next(), server.next()));
            ActorSystem<Void> second = nodes.start(Math.max(one, other), seed, xmpp);
            nodes.awaitUp(2);
            // Some of them move to the node that has come: they end here, and are opened there.
            PlayedServer.Connection moved = server.next();
            all.add(moved);
            await("three connections", () -> open(all) == 3);

            nodes.kill(second);
            assertThat(moved.awaitClose()).isTrue();
            all.add(server.next());
            await("three connections again", () -> open(all) == 3);
            assertThat(server.connections()).as("and no others").isEqualTo(all.size());
        }
    }

    private static long open(List<PlayedServer.Connection> connections) {
        return connections.stream()
                .filter(connection -> !connection.hasClosed())
                .count();
    }
}
