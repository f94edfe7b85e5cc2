package im.gateway.servers;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.gateway.servers.junit.RequiresServer;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@RequiresServer(ServerKind.CASSANDRA)
class CassandraClusterIT {
    private static final int CONSISTENCY_QUORUM = 0x0004;
    private static final Duration LIMIT = Duration.ofMinutes(1);

    @Test
    void aQuorumAnswersWhenOneOfThreeNodesIsKilled() throws IOException {
        try (CassandraCluster cluster = CassandraCluster.start(3, null)) {
            CassandraServer first = cluster.nodes().get(0);
            String replicated =
                    "CREATE KEYSPACE kept WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 3}";
            CqlQuestion.ask(first.contactPoint(), replicated, CqlQuestion.CONSISTENCY_ONE);
            CqlQuestion.ask(
                    first.contactPoint(), "CREATE TABLE kept.facts (id int PRIMARY KEY)", CqlQuestion.CONSISTENCY_ONE);

            cluster.nodes().get(2).kill();
            awaitAnswer(first, "INSERT INTO kept.facts (id) VALUES (1)");
            assertThatThrownBy(() -> CqlQuestion.ask(
                            first.contactPoint(),
                            "SELECT id FROM kept.facts WHERE id = 1",
                            CqlQuestion.CONSISTENCY_ALL))
                    .hasMessageContaining("Cassandra says");
        }
    }

    /** On a busy machine a node takes a while to see that another one is gone, and to answer at all. */
    private static void awaitAnswer(CassandraServer node, String cql) throws IOException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            try {
                CqlQuestion.ask(node.contactPoint(), cql, CONSISTENCY_QUORUM);
                return;
            } catch (IOException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
            }
        }
    }
}
