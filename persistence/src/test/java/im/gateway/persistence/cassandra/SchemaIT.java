package im.gateway.persistence.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.CqlSession;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import im.gateway.persistence.cassandra.Schema.Applied;
import im.gateway.persistence.cassandra.Schema.Locked;
import im.gateway.servers.Ports;
import im.gateway.servers.ServerKind;
import im.gateway.servers.junit.RequiresServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@RequiresServer(ServerKind.CASSANDRA)
class SchemaIT {
    private static CqlSession session;

    @BeforeAll
    static void open() {
        session = CqlSessions.open(TestKeyspace.config(TestKeyspace.sharedServer(), "unused"));
    }

    @AfterAll
    static void close() {
        session.close();
    }

    @Test
    void isAppliedOnceAndCheckedAfterwards() {
        Schema schema = schema("schema_once");
        assertThat(schema.check()).isEqualTo(new SchemaState.Absent("schema_once", Schema.VERSION));
        assertThat(schema.check().isUsable()).isFalse();
        assertThat(schema.check().message()).contains("gateway schema apply").contains("schema_once");

        assertThat(schema.apply("first"))
                .isEqualTo(new Applied(
                        Schema.VERSION,
                        SchemaFile.VERSIONS.stream().map(SchemaFile::name).toList()));
        assertThat(schema.check()).isEqualTo(new SchemaState.Current(Schema.VERSION));
        assertThat(schema.apply("second").message()).contains("nothing to do");
        assertThat(session.execute(
                                "SELECT replication FROM system_schema.keyspaces WHERE keyspace_name = 'schema_once'")
                        .one()
                        .getFormattedContents())
                .contains("NetworkTopologyStrategy")
                .contains("'datacenter1':'1'");
    }

    @Test
    void goesOnWhereAnEarlierCommandStopped() {
        Schema schema = schema("schema_half");
        schema.apply("first");
        session.execute("DROP TABLE schema_half.registrations");
        session.execute("INSERT INTO schema_half.schema_state (name, version) VALUES ('version', 1)");

        assertThat(schema.check()).isEqualTo(new SchemaState.Older(1, Schema.VERSION));
        assertThat(schema.check().isUsable()).isFalse();
        assertThat(schema.check().message()).contains("gateway schema apply");
        assertThat(schema.apply("second").message()).contains("002-registrations.cql");
        assertThat(session.execute("SELECT * FROM schema_half.registrations").all())
                .isEmpty();
    }

    @Test
    void aNewerOneIsLeftAlone() {
        Schema schema = schema("schema_newer");
        schema.apply("first");
        session.execute("INSERT INTO schema_newer.schema_state (name, version) VALUES ('version', 99)");

        assertThat(schema.check()).isEqualTo(new SchemaState.Newer(99, Schema.VERSION));
        assertThat(schema.check().isUsable()).isTrue();
        assertThat(schema.apply("second").message()).contains("99").contains("nothing to do");
    }

    @Test
    void onlyOneAppliesAtATime() {
        Schema schema = schema("schema_locked");
        schema.apply("first");
        session.execute("INSERT INTO schema_locked.schema_state (name, owner) VALUES ('lock', 'other') IF NOT EXISTS");
        assertThat(schema.apply("second")).isEqualTo(new Locked("other"));

        session.execute("DELETE FROM schema_locked.schema_state WHERE name = 'lock' IF EXISTS");
        assertThat(schema.apply("second")).isInstanceOf(Applied.class);
        assertThat(session.execute("SELECT * FROM schema_locked.schema_state WHERE name = 'lock'")
                        .all())
                .isEmpty();
    }

    @Test
    void aCommandDoesNotWaitForACassandraThatIsAway() {
        Config nobody = ConfigFactory.parseString(
                        "datastax-java-driver.basic.contact-points = [\"127.0.0.1:" + Ports.free() + "\"]")
                .withFallback(TestKeyspace.config(TestKeyspace.sharedServer(), "unused"));
        assertThatThrownBy(() -> CqlSessions.open(nobody)).isInstanceOf(AllNodesFailedException.class);
    }

    private static Schema schema(String keyspace) {
        return new Schema(session, CassandraSettings.from(TestKeyspace.config(TestKeyspace.sharedServer(), keyspace)));
    }
}
