package im.gateway.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.gateway.servers.junit.RequiresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RequiresServer(ServerKind.CASSANDRA)
class CassandraServerIT {
    private static final String INSERT = "INSERT INTO kept.facts (id, text) VALUES (1, 'one') IF NOT EXISTS";

    @Test
    void keepsItsDataFromOneStartToTheNext(@TempDir Path folder) throws IOException {
        try (CassandraServer node = CassandraServer.start(folder, Ports.free())) {
            query(node, "CREATE KEYSPACE kept WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}");
            query(node, "CREATE TABLE kept.facts (id int PRIMARY KEY, text text)");
            query(node, INSERT);
            long first = node.pid();
            node.kill();
            assertThat(node.isAlive()).isFalse();

            node.restart();
            assertThat(node.pid()).isNotEqualTo(first);
            query(node, "SELECT text FROM kept.facts WHERE id = 1");
            assertThatThrownBy(() -> query(node, "SELECT text FROM kept.nothing"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("nothing");

            node.stop();
            assertThat(ProcessHandle.of(node.pid())).isNotPresent();
            assertThat(Ports.isFree(node.host(), node.port(CassandraServer.NATIVE)))
                    .isTrue();
        }
        assertThat(Files.exists(folder.resolve("cassandra.log"))).isTrue();
    }

    private static void query(CassandraServer node, String cql) throws IOException {
        CqlQuestion.ask(node.contactPoint(), cql, CqlQuestion.CONSISTENCY_ONE);
    }
}
