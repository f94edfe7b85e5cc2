package im.gateway.loadtest.quickstart;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import im.gateway.servers.CassandraServer;
import im.gateway.servers.ServerException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The configuration file of one gateway node of the quick start.
 *
 * @param keys the file with the keys for stored passwords
 * @param cassandra a node of Cassandra
 * @param servers the XMPP servers' component ports, by the name that {@link ServedService#server} has
 * @param everyNode whether each gateway node connects to them; otherwise one at a time
 * @param secret that the XMPP servers admit the gateway's domains with
 * @param admitted the domain whose users may register
 * @param contactResource the resource of contacts; null for none
 * @param services what is served, each under a domain
 * @param artery this node's port for other nodes
 * @param http this node's port for health
 * @param seeds ports for other nodes of those that may found the cluster
 */
public record NodeConfig(
        Path keys,
        InetSocketAddress cassandra,
        Map<String, InetSocketAddress> servers,
        boolean everyNode,
        String secret,
        String admitted,
        @Nullable String contactResource,
        List<ServedService> services,
        int artery,
        int http,
        List<Integer> seeds) {
    public NodeConfig {
        servers = Map.copyOf(servers);
        services = List.copyOf(services);
        seeds = List.copyOf(seeds);
    }

    private static final String HOST = "127.0.0.1";

    /** Writes {@code gateway.conf} into the folder, which is made where it does not exist. */
    public Path writeTo(Path folder) {
        return writeTo(folder, "");
    }

    /**
     * Writes {@code gateway.conf} into the folder, which is made where it does not exist.
     *
     * @param overrides settings that go before these, HOCON
     */
    public Path writeTo(Path folder, String overrides) {
        Path file = folder.resolve("gateway.conf");
        try {
            Files.createDirectories(folder);
            return Files.writeString(file, text(overrides));
        } catch (IOException e) {
            throw new ServerException("cannot write " + file, e);
        }
    }

    /** The text of the file, HOCON. */
    String text() {
        return text("");
    }

    private String text(String overrides) {
        Map<String, Object> gateway = Map.of(
                "cluster", cluster(),
                "http", Map.of("host", HOST, "port", http),
                "storage", storage(),
                "xmpp", xmpp(),
                "services", networks());
        return ConfigFactory.parseString(overrides)
                .withFallback(ConfigFactory.parseMap(Map.of("gateway", gateway)))
                .root()
                .render(ConfigRenderOptions.defaults().setOriginComments(false).setJson(false));
    }

    private Map<String, Object> cluster() {
        return Map.of(
                "host", HOST,
                "port", artery,
                "seeds", seeds.stream().map(seed -> HOST + ":" + seed).toList());
    }

    /** One replica: there is one node of Cassandra. */
    private Map<String, Object> storage() {
        return Map.of(
                "keys",
                keys.toString(),
                "cassandra",
                Map.of(
                        "contact-points",
                        List.of(text(cassandra)),
                        "replication",
                        List.of(CassandraServer.LOCAL_DATACENTER + ":1")));
    }

    private Map<String, Object> xmpp() {
        Map<String, Object> connected = new HashMap<>();
        servers.forEach((name, component) -> connected.put(name, server(component)));
        return Map.of("servers", connected, "domains", byLabel(this::domain));
    }

    private Map<String, Object> server(InetSocketAddress component) {
        return Map.of(
                "host", component.getHostString(),
                "port", component.getPort(),
                "policy", everyNode ? "every-node" : "one-active");
    }

    private Map<String, Object> domain(ServedService service) {
        Map<String, Object> domain = new HashMap<>(Map.of(
                "address", service.domain(),
                "secret", secret,
                "servers", List.of(service.server()),
                "service", service.label(),
                "admit", List.of(admitted),
                "name", service.name()));
        if (contactResource != null) {
            domain.put("contact-resource", contactResource);
        }
        return domain;
    }

    private Map<String, Object> networks() {
        return byLabel(service -> Map.of("protocol", service.protocol(), "network", service.network()));
    }

    private Map<String, Object> byLabel(Function<ServedService, Map<String, Object>> block) {
        return services.stream().collect(Collectors.toMap(ServedService::label, block));
    }

    private static String text(InetSocketAddress address) {
        return address.getHostString() + ":" + address.getPort();
    }
}
