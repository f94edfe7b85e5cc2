package im.gateway.servers;

import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One Cassandra 5.0 node: a JVM of its own on JDK 17, with a class path of its own and small caches (about 600 MB in all). */
public final class CassandraServer extends ProcessServer {
    /** The data center's name as SimpleSnitch gives it; the driver wants to be told. */
    public static final String LOCAL_DATACENTER = "datacenter1";

    static final String NATIVE = "native";
    static final String STORAGE = "storage";
    private static final String JMX = "jmx";

    /** Found by taking away one after the other until a node with schema, writes and lightweight transactions failed. */
    private static final List<String> MODULE_FLAGS = List.of(
            "--add-exports=java.rmi/sun.rmi.registry=ALL-UNNAMED",
            "--add-opens=java.base/jdk.internal.ref=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
            "--add-opens=java.base/java.io=ALL-UNNAMED");

    private final String address;

    private CassandraServer(ServerFolder folder, String address, Map<String, Integer> ports) {
        super("cassandra", folder, ports);
        this.address = address;
    }

    /** Why no node can be started here and what to do about it; empty when one can. */
    public static Optional<String> missing() {
        if (CassandraLibrary.find().isEmpty()) {
            return Optional.of(CassandraLibrary.MISSING);
        }
        return JavaHome.seventeen().isEmpty() ? Optional.of(JavaHome.MISSING) : Optional.empty();
    }

    /** A single node on 127.0.0.1 with free ports and a temporary folder. */
    public static CassandraServer start() {
        return start(null, Ports.free());
    }

    /**
     * A single node on 127.0.0.1.
     *
     * @param chosen where its data are, and are found again by the next start; null for a temporary folder
     * @param nativePort the port for CQL
     */
    public static CassandraServer start(@Nullable Path chosen, int nativePort) {
        ServerFolder folder = ServerFolder.of(chosen, "cassandra");
        CassandraServer server = new CassandraServer(
                folder, Ports.LOOPBACK, Map.of(NATIVE, nativePort, STORAGE, Ports.free(), JMX, Ports.free()));
        server.configure(Ports.LOOPBACK, 0L, true);
        server.launch();
        return server;
    }

    /** A node of a cluster, not started yet; see {@link CassandraCluster}. */
    static CassandraServer member(
            ServerFolder folder, String address, String seed, long token, int nativePort, int storagePort) {
        CassandraServer server = new CassandraServer(
                folder,
                address,
                Map.of(NATIVE, nativePort, STORAGE, storagePort, JMX, Ports.freeOn(List.of(address, Ports.LOOPBACK))));
        // Nodes that begin together have nothing to stream from each other.
        server.configure(seed, token, false);
        return server;
    }

    /** Where CQL is spoken. */
    public InetSocketAddress contactPoint() {
        return new InetSocketAddress(address, port(NATIVE));
    }

    @Override
    public String host() {
        return address;
    }

    private void configure(String seed, long token, boolean bootstrap) {
        folder().makeFolder("data");
        folder().write("logback.xml", Template.fill("cassandra-logback.xml", Map.of()));
        folder().write(
                        "cassandra.yaml",
                        Template.fill(
                                "cassandra.yaml",
                                Map.of(
                                        "address",
                                        address,
                                        "seed",
                                        seed + ":" + port(STORAGE),
                                        "native_port",
                                        port(NATIVE),
                                        "storage_port",
                                        port(STORAGE),
                                        "token",
                                        token,
                                        "bootstrap",
                                        bootstrap,
                                        "folder",
                                        folder().resolve("data"))));
    }

    @Override
    List<String> command() {
        Path java = JavaHome.seventeen()
                .orElseThrow(() -> new ServerException(JavaHome.MISSING))
                .resolve("bin/java");
        Path library = CassandraLibrary.find().orElseThrow(() -> new ServerException(CassandraLibrary.MISSING));
        List<String> command = new ArrayList<>();
        command.add(java.toString());
        command.addAll(MODULE_FLAGS);
        command.addAll(List.of(
                "-Xms256m",
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dcassandra.config=" + folder().resolve("cassandra.yaml").toUri(),
                "-Dcassandra.storagedir=" + folder().resolve("data"),
                "-Dcassandra-foreground=yes",
                "-Dcassandra.jmx.local.port=" + port(JMX),
                "-Dcassandra.skip_wait_for_gossip_to_settle=0",
                "-Dcassandra.ring_delay_ms=2000",
                "-Dlogback.configurationFile=" + folder().resolve("logback.xml"),
                "-cp",
                library + File.separator + "*",
                "org.apache.cassandra.service.CassandraDaemon"));
        return command;
    }

    @Override
    Map<String, String> environment() {
        // Without it glibc keeps an arena for each of the many threads.
        return Map.of("MALLOC_ARENA_MAX", "2");
    }

    @Override
    void ask() throws IOException {
        CqlQuestion.ask(contactPoint(), "SELECT release_version FROM system.local", CqlQuestion.CONSISTENCY_ONE);
    }

    @Override
    Duration startLimit() {
        // 5 s on an idle machine; two busy cores with three nodes were seen to take 30 s.
        return Duration.ofMinutes(3);
    }

    @Override
    Duration stopLimit() {
        return Duration.ofSeconds(30);
    }
}
