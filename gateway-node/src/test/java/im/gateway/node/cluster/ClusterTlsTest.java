package im.gateway.node.cluster;

import static im.gateway.node.cluster.TestNodes.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigRenderOptions;
import im.gateway.node.config.GatewayConfig;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.pekko.actor.typed.ActorSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nodes whose connections to each other are TLS with certificates on both sides. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ClusterTlsTest {
    /** Many times what a node needs that is let in. */
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(8);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    /** What the gateway makes of its settings for Pekko. */
    private String pekko(int port, String tls) throws Exception {
        Path file = Files.writeString(folder.resolve("node" + port + ".conf"), """
                gateway {
                  xmpp.servers.played { host = "127.0.0.1", port = 5347, policy = one-active }
                  xmpp.domains.irc {
                    address = "irc.localhost", secret = s3cret, servers = [played], service = echo, admit = ["*"]
                  }
                  services.echo { protocol = echo, network {} }
                  cluster { port = %d, %s }
                  storage.keys = none
                }
                """.formatted(port, tls));
        String artery = PekkoConfig.of(GatewayConfig.load(file))
                .getConfig("pekko.remote.artery")
                .root()
                .render(ConfigRenderOptions.concise());
        return "pekko.remote.artery = " + artery;
    }

    @Test
    void whoHasACertificateOfTheAuthorityIsANodeAndNobodyElse() throws Exception {
        Certificates ours = new Certificates(folder, "ours");
        Certificates others = new Certificates(folder, "others");
        try (TestNodes nodes = new TestNodes()) {
            int seed = TestNodes.freePort();
            ActorSystem<Void> first = nodes.start(seed, seed, pekko(seed, ours.tls("first", ours)));
            int port = TestNodes.freePort();
            nodes.start(port, seed, pekko(port, ours.tls("second", ours)));
            await(nodes, () -> nodes.areAllUp(2));
            assertThat(isTls(seed)).as("the port of the cluster speaks TLS").isTrue();

            int strange = TestNodes.freePort();
            ActorSystem<Void> stranger = nodes.start(strange, seed, pekko(strange, others.tls("stranger", ours)));
            long until = System.nanoTime() + LONG_ENOUGH.toNanos();
            while (System.nanoTime() < until) {
                assertThat(TestNodes.members(first))
                        .as("a certificate of another authority")
                        .isEqualTo(2);
                assertThat(TestNodes.members(stranger)).isZero();
                LockSupport.parkNanos(100_000_000);
            }
        }
    }

    /** Whether a port answers what is no TLS at all with an alert (RFC 8446 section 6), or by closing. */
    private static boolean isTls(int port) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write("PEKK, who are you?\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            int first = socket.getInputStream().read();
            return first == 21 || first == -1;
        }
    }
}
