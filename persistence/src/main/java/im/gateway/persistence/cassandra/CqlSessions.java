package im.gateway.persistence.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigValueFactory;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.connectors.cassandra.CassandraSessionSettings;
import org.apache.pekko.stream.connectors.cassandra.DriverConfigLoaderFromConfig;
import org.apache.pekko.stream.connectors.cassandra.javadsl.CassandraSessionRegistry;

/** Connections to Cassandra. */
public final class CqlSessions {
    private static final String DRIVER = "datastax-java-driver";
    /** The journal plugin's name for its session. */
    private static final String JOURNAL = "pekko.persistence.cassandra";

    private CqlSessions() {}

    /**
     * The session of the journal, which the rest of a node uses as well: one pool of connections for each node. Closed with the actor
     * system.
     *
     * @return completes when Cassandra has been reached for the first time, however long that takes
     */
    public static CompletionStage<CqlSession> shared(ActorSystem<?> system) {
        return CassandraSessionRegistry.get(system)
                .sessionFor(CassandraSessionSettings.create(JOURNAL))
                .underlying();
    }

    /**
     * A session for a command that runs once. Unlike a node, it does not wait for a Cassandra that is away.
     *
     * @return to be closed by the caller
     * @throws com.datastax.oss.driver.api.core.AllNodesFailedException when no node can be reached
     */
    public static CqlSession open(Config config) {
        Config driver =
                config.getConfig(DRIVER).withValue("advanced.reconnect-on-init", ConfigValueFactory.fromAnyRef(false));
        return CqlSession.builder()
                .withConfigLoader(DriverConfigLoaderFromConfig.fromConfig(driver))
                .build();
    }
}
