package im.gateway.persistence.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import im.gateway.persistence.journal.JournalSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is shipped in persistence.conf and reference.conf, and what is refused. */
class SettingsTest {
    private static final Config SHIPPED = ConfigFactory.load(ConfigFactory.parseResources("persistence.conf"));

    @Test
    void whatIsShippedIsRead() {
        assertThat(CassandraSettings.from(SHIPPED))
                .isEqualTo(new CassandraSettings("gateway", Map.of("datacenter1", 3)));
        assertThat(JournalSettings.from(SHIPPED))
                .isEqualTo(new JournalSettings(
                        50, 2, Duration.ofMinutes(5), Duration.ofSeconds(1), Duration.ofSeconds(15)));
    }

    @Test
    void theKeyspaceIsSaidOnceAndReachesThePlugin() {
        Config config = ConfigFactory.load(ConfigFactory.parseString("gateway.cassandra.keyspace = other")
                .withFallback(ConfigFactory.parseResources("persistence.conf")));
        assertThat(config.getString("pekko.persistence.cassandra.journal.keyspace"))
                .isEqualTo("other");
        assertThat(config.getString("pekko.persistence.cassandra.snapshot.keyspace"))
                .isEqualTo("other");
    }

    @Test
    void everyProfileAsksForALocalQuorum() {
        Config driver = SHIPPED.getConfig("datastax-java-driver");
        assertThat(driver.getString("basic.request.consistency")).isEqualTo("LOCAL_QUORUM");
        for (String profile : List.of("read-profile", "write-profile")) {
            for (String part : List.of("pekko.persistence.cassandra.", "pekko.persistence.cassandra.snapshot.")) {
                String name = SHIPPED.getString(part + profile);
                assertThat(driver.getString("profiles." + name + ".basic.request.consistency"))
                        .as(part + profile)
                        .isEqualTo("LOCAL_QUORUM");
            }
        }
    }

    /** Each limit reports its own error, so each has to end before the one around it does. */
    @Test
    void theInnerTimeLimitIsTheShorterOne() {
        Duration request = SHIPPED.getDuration("datastax-java-driver.basic.request.timeout");
        Duration call = SHIPPED.getDuration("pekko.persistence.cassandra.journal.circuit-breaker.call-timeout");
        Duration snapshot = SHIPPED.getDuration("pekko.persistence.cassandra.snapshot.circuit-breaker.call-timeout");
        Duration recovery = SHIPPED.getDuration("pekko.persistence.cassandra.journal.recovery-event-timeout");
        assertThat(request).isLessThan(call).isLessThan(snapshot);
        assertThat(call).isLessThan(recovery);
        assertThat(snapshot).isLessThan(recovery);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gateway.cassandra.keyspace = Gate-way    | gateway.cassandra.keyspace: Gate-way (expected:",
                "gateway.cassandra.replication = []       | gateway.cassandra.replication: empty (expected:",
                "gateway.cassandra.replication = [\"dc\"] | gateway.cassandra.replication: dc (expected:",
                "gateway.journal.snapshot-every = 1       | gateway.journal.snapshot-every: 1 (expected: at least 2)",
                "gateway.journal.keep-snapshots = 0       | gateway.journal.keep-snapshots: 0 (expected: at least 1)",
                "gateway.journal.store-idle = 0s          | gateway.journal.store-idle: PT0S (expected: more than 0 s)",
                "gateway.journal.reopen-after = 0s        | gateway.journal.reopen-after: PT0S (expected: more than 0 s)",
                "gateway.journal.reopen-at-most = 1ms     | gateway.journal.reopen-at-most: PT0.001S (expected: at least",
            })
    void aWrongValueIsNamed(String setting, String expected) {
        Config config = ConfigFactory.parseString(setting).withFallback(SHIPPED);
        assertThatThrownBy(() -> {
                    CassandraSettings.from(config);
                    JournalSettings.from(config);
                })
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(expected);
    }
}
