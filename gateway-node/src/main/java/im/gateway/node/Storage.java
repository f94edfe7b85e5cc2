package im.gateway.node;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import im.gateway.node.cluster.Health;
import im.gateway.node.config.StorageSettings;
import im.gateway.persistence.CredentialVault;
import im.gateway.persistence.RegistrationTable;
import im.gateway.persistence.cassandra.CassandraJournalEraser;
import im.gateway.persistence.cassandra.CassandraJournalReader;
import im.gateway.persistence.cassandra.CassandraRegistrationTable;
import im.gateway.persistence.cassandra.CassandraSettings;
import im.gateway.persistence.cassandra.CqlSessions;
import im.gateway.persistence.cassandra.Schema;
import im.gateway.persistence.cassandra.SchemaState;
import im.gateway.persistence.journal.JournalEraser;
import im.gateway.persistence.journal.JournalReader;
import im.gateway.persistence.journal.JournalSettings;
import im.gateway.persistence.journal.JournalWarmUp;
import im.gateway.persistence.journal.RecoveringReader;
import im.gateway.persistence.vault.AesCredentialVault;
import im.gateway.persistence.vault.KeyRing;
import java.security.SecureRandom;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorSystem;

/**
 * What a node remembers, and where.
 *
 * @param scans runs the readings of the table, whose consumer may block
 */
record Storage(
        RegistrationTable table,
        JournalReader reader,
        JournalEraser eraser,
        CredentialVault vault,
        Supplier<CompletionStage<CqlSession>> session,
        CassandraSettings tables,
        ExecutorService scans) {
    /** Opens it; Cassandra need not be there yet. */
    static Storage open(ActorSystem<?> system, CredentialVault vault) {
        CassandraSettings tables = CassandraSettings.from(system.settings().config());
        Supplier<CompletionStage<CqlSession>> session = () -> CqlSessions.shared(system);
        // One for who wakes, one for who asks for presence at the start and takes its time.
        ExecutorService scans = Executors.newFixedThreadPool(2, task -> {
            Thread thread = new Thread(task, "registrations");
            thread.setDaemon(true);
            return thread;
        });
        return new Storage(
                new CassandraRegistrationTable(session, tables, scans),
                new CassandraJournalReader(system, session, tables, new RecoveringReader(system, journal(system))),
                new CassandraJournalEraser(system, session, tables),
                vault,
                session,
                tables,
                scans);
    }

    /**
     * The vault with the configured keys.
     *
     * @throws KeyRing.KeyRingException when they cannot be used
     */
    static CredentialVault vault(StorageSettings settings) {
        KeyRing keys = settings.keys() instanceof StorageSettings.KeyFile file
                ? KeyRing.load(file.path())
                : KeyRing.parse(
                        ((StorageSettings.KeyText) settings.keys()).text().text(), "gateway.storage.keys");
        return new AesCredentialVault(keys, new SecureRandom());
    }

    /** Completes when Cassandra has been reached, with what it was found to hold. */
    CompletionStage<SchemaState> schema() {
        return session.get().thenApplyAsync(open -> new Schema(open, tables).check(), scans);
    }

    /** Completes when journals open quickly, with how many were opened for that. */
    CompletionStage<Integer> warmUp(ActorSystem<?> system) {
        return JournalWarmUp.run(system, reader, journal(system));
    }

    private static JournalSettings journal(ActorSystem<?> system) {
        return JournalSettings.from(system.settings().config());
    }

    /** Whether a majority of the replicas of one of our rows answers. */
    Health.Check check() {
        String row = "SELECT version FROM " + tables.keyspace() + ".schema_state WHERE name = 'version'";
        return new Health.Check(
                "journal",
                () -> session.get()
                        .thenCompose(open -> open.executeAsync(row))
                        .thenApply((AsyncResultSet answer) -> ""));
    }
}
