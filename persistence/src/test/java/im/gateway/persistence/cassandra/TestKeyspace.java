package im.gateway.persistence.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import im.gateway.persistence.journal.JournalSettings;
import im.gateway.persistence.journal.RecoveringReader;
import im.gateway.servers.CassandraServer;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.jspecify.annotations.Nullable;

/** A keyspace of its own for each test class, with the schema applied, on one Cassandra for all of them. */
public final class TestKeyspace implements AutoCloseable {
    private static @Nullable CassandraServer shared;

    private final Config config;
    private final ActorTestKit kit;

    private TestKeyspace(CassandraServer server, String keyspace, Config more) throws Exception {
        config = more.withFallback(config(server, keyspace)).resolve();
        try (CqlSession session = CqlSessions.open(config)) {
            new Schema(session, settings()).apply(keyspace);
        }
        kit = ActorTestKit.create(keyspace, config);
        // As a node does at its start: no user actor before Cassandra has been reached.
        session();
    }

    /** On the server that all classes of this run share; it ends with the run. */
    public static TestKeyspace onSharedServer(String keyspace) throws Exception {
        return new TestKeyspace(sharedServer(), keyspace, ConfigFactory.empty());
    }

    /** With other settings than a node's. */
    public static TestKeyspace onSharedServer(String keyspace, Config settings) throws Exception {
        return new TestKeyspace(sharedServer(), keyspace, settings);
    }

    /** On a server that the test may kill. */
    public static TestKeyspace on(CassandraServer server, String keyspace) throws Exception {
        return new TestKeyspace(server, keyspace, ConfigFactory.empty());
    }

    static synchronized CassandraServer sharedServer() {
        CassandraServer server = shared;
        if (server == null) {
            server = CassandraServer.start();
            shared = server;
        }
        return server;
    }

    /** What a node's configuration would say. */
    static Config config(CassandraServer server, String keyspace) {
        InetSocketAddress contact = server.contactPoint();
        Map<String, Object> ours = Map.of(
                "gateway.cassandra.contact-points",
                List.of(String.format(Locale.ROOT, "%s:%d", contact.getHostString(), contact.getPort())),
                "gateway.cassandra.datacenter",
                CassandraServer.LOCAL_DATACENTER,
                "gateway.cassandra.keyspace",
                keyspace,
                "gateway.cassandra.replication",
                List.of(CassandraServer.LOCAL_DATACENTER + ":1"));
        return ConfigFactory.load(
                ConfigFactory.parseMap(ours).withFallback(ConfigFactory.parseResources("persistence.conf")));
    }

    public CassandraSettings settings() {
        return CassandraSettings.from(config);
    }

    public ActorTestKit kit() {
        return kit;
    }

    public CqlSession session() throws Exception {
        try {
            return CqlSessions.shared(kit.system()).toCompletableFuture().get(60, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw new AssertionError("no session within 60 s", late);
        }
    }

    /** As a node has it. */
    public CassandraJournalReader reader() {
        return new CassandraJournalReader(
                kit.system(), () -> CqlSessions.shared(kit.system()), settings(), recoveringReader());
    }

    /** What the plugin itself makes of the tables. */
    public RecoveringReader recoveringReader() {
        return new RecoveringReader(kit.system(), JournalSettings.from(config));
    }

    public CassandraJournalEraser eraser() {
        return new CassandraJournalEraser(kit.system(), () -> CqlSessions.shared(kit.system()), settings());
    }

    @Override
    public void close() {
        kit.shutdownTestKit();
    }
}
