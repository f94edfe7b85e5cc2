package im.gateway.loadtest.faults.world;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import im.gateway.servers.CassandraServer;
import im.gateway.servers.Ports;
import im.gateway.servers.ServerException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The configuration of one node of the suite: AIM behind one domain, and the shipped settings for everything else.
 *
 * @param keys the file with the keys for stored passwords
 * @param cassandra all of its nodes
 * @param component the XMPP server's component port
 * @param everyNode whether each gateway node connects to it; otherwise one at a time
 * @param aim the legacy network
 * @param port at which other nodes reach this one
 * @param bindPort at which it listens for them, behind a link; the same where there is no link
 * @param source the address that its own connections to other nodes come from
 * @param http this node's port for health
 * @param seeds ports at which the nodes that may found the cluster are reached
 */
record NodeFile(
        Path keys,
        List<InetSocketAddress> cassandra,
        InetSocketAddress component,
        boolean everyNode,
        InetSocketAddress aim,
        int port,
        int bindPort,
        String source,
        int http,
        List<Integer> seeds) {
    /** Writes {@code gateway.conf} into the folder, which is made where it does not exist. */
    Path writeTo(Path folder) {
        Path file = folder.resolve("gateway.conf");
        try {
            Files.createDirectories(folder);
            return Files.writeString(file, text());
        } catch (IOException e) {
            throw new ServerException("cannot write " + file, e);
        }
    }

    private String text() {
        Map<String, Object> settings = new HashMap<>();
        settings.put(
                "gateway.cluster",
                Map.of(
                        "host",
                        Ports.LOOPBACK,
                        "port",
                        port,
                        "seeds",
                        seeds.stream().map(seed -> Ports.LOOPBACK + ":" + seed).toList()));
        settings.put("gateway.http", Map.of("host", Ports.LOOPBACK, "port", http));
        settings.put("gateway.storage.keys", keys.toString());
        settings.put(
                "gateway.storage.cassandra",
                Map.of(
                        "contact-points",
                        cassandra.stream()
                                .map(node -> node.getHostString() + ":" + node.getPort())
                                .toList(),
                        "replication",
                        List.of(CassandraServer.LOCAL_DATACENTER + ":" + cassandra.size())));
        settings.put(
                "gateway.xmpp.servers.local",
                Map.of(
                        "host", component.getHostString(),
                        "port", component.getPort(),
                        "policy", everyNode ? "every-node" : "one-active"));
        settings.put(
                "gateway.xmpp.domains.aim",
                Map.of(
                        "address",
                        People.GATEWAY_DOMAIN,
                        "secret",
                        FaultWorld.SECRET,
                        "servers",
                        List.of("local"),
                        "service",
                        "aim",
                        "admit",
                        List.of(People.USER_DOMAIN)));
        settings.put(
                "gateway.services.aim",
                Map.of("protocol", "aim", "network", Map.of("host", aim.getHostString(), "port", aim.getPort())));
        if (bindPort != port) {
            settings.put("pekko.remote.artery.bind", Map.of("hostname", Ports.LOOPBACK, "port", bindPort));
            settings.put("pekko.remote.artery.advanced.tcp.outbound-client-hostname", source);
        }
        return ConfigFactory.parseMap(settings)
                .root()
                .render(ConfigRenderOptions.defaults().setOriginComments(false).setJson(false));
    }
}
