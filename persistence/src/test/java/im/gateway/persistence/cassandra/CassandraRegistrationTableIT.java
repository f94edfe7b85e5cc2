package im.gateway.persistence.cassandra;

import im.gateway.persistence.RegistrationTable;
import im.gateway.persistence.RegistrationTableContract;
import im.gateway.servers.ServerKind;
import im.gateway.servers.junit.RequiresServer;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

@RequiresServer(ServerKind.CASSANDRA)
class CassandraRegistrationTableIT extends RegistrationTableContract {
    private static final ExecutorService EXECUTOR = Executors.newSingleThreadExecutor();
    private static TestKeyspace keyspace;

    @BeforeAll
    static void start() throws Exception {
        keyspace = TestKeyspace.onSharedServer("table_it");
    }

    @AfterAll
    static void stop() {
        EXECUTOR.shutdown();
        keyspace.close();
    }

    @Override
    protected RegistrationTable table() {
        return new CassandraRegistrationTable(
                () -> CqlSessions.shared(keyspace.kit().system()), keyspace.settings(), EXECUTOR);
    }
}
