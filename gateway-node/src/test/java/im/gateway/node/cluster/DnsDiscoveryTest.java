package im.gateway.node.cluster;

import static im.gateway.node.cluster.TestNodes.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nodes that find each other by the addresses of a name: all of 127/8 is this machine. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class DnsDiscoveryTest {
    private static final String NAME = "nodes.gateway.test";

    /** Looks at the name of nodes that would have founded a cluster by then: more than in their stable margin. */
    private static final int LOOKS = 60;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private DiscoveredNode start(String host, int port, int http, PlayedDns dns) throws Exception {
        String text = DiscoveredNode.configuration(
                "host = \"%s\", port = %d, bootstrap = dns, dns { name = \"%s\", nodes = 3 }"
                        .formatted(host, port, NAME),
                "host = \"%s\", port = %d".formatted(host, http),
                "pekko.io.dns.async-dns { nameservers = [\"127.0.0.1:%d\"], search-domains = [], positive-ttl = never }"
                        .formatted(dns.port()));
        return DiscoveredNode.start(Files.writeString(folder.resolve(host + ".conf"), text));
    }

    private static List<InetAddress> addresses(String... hosts) throws Exception {
        InetAddress[] addresses = new InetAddress[hosts.length];
        for (int i = 0; i < hosts.length; i++) {
            addresses[i] = InetAddress.getByName(hosts[i]);
        }
        return List.of(addresses);
    }

    @Test
    void fewerThanAllFoundNoClusterAllFoundOneAndWhoComesBackJoinsIt() throws Exception {
        int port = TestNodes.freePort();
        int http = TestNodes.freePort();
        try (PlayedDns dns = new PlayedDns(NAME, addresses("127.0.0.2", "127.0.0.3"));
                DiscoveredNode first = start("127.0.0.2", port, http, dns);
                DiscoveredNode second = start("127.0.0.3", port, http, dns)) {
            int before = dns.asked();
            await("two nodes have looked for others", () -> dns.asked() > before + LOOKS);
            assertThat(Stream.of(first, second).mapToLong(DiscoveredNode::up).sum())
                    .as("two of three, who see nobody else: the third may have a cluster")
                    .isZero();

            dns.set(addresses("127.0.0.2", "127.0.0.3", "127.0.0.4"));
            DiscoveredNode third = start("127.0.0.4", port, http, dns);
            await(first, () -> Stream.of(first, second, third).allMatch(node -> node.up() == 3));

            third.close();
            await(first, () -> first.up() == 2);
            try (DiscoveredNode back = start("127.0.0.4", port, http, dns)) {
                await(first, () -> Stream.of(first, second, back).allMatch(node -> node.up() == 3));
            }
        }
    }
}
