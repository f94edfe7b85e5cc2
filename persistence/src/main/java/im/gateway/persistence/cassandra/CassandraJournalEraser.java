package im.gateway.persistence.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.typesafe.config.ConfigFactory;
import im.gateway.persistence.RegistrationId;
import im.gateway.persistence.journal.JournalEraser;
import im.gateway.persistence.journal.UserJournal;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.persistence.cassandra.cleanup.Cleanup;
import org.apache.pekko.persistence.cassandra.cleanup.CleanupSettings;
import scala.concurrent.Future;
import scala.jdk.javaapi.FutureConverters;

/**
 * Deletes a registration from the tables of the journal plugin. Events and snapshots go by way of the plugin, which waits for deletions that
 * a snapshot of the same registration began and has not finished. What it would keep goes by statements of our own: the row that
 * remembers how far was deleted (without it, sequence numbers begin at 1 again), and whatever an unacknowledged write may still bring
 * into the partition, which a deletion of single rows would not cover.
 */
public final class CassandraJournalEraser implements JournalEraser {
    private final Supplier<CompletionStage<CqlSession>> session;
    private final Cleanup cleanup;
    private final LazyStatement deleteEvents;
    private final LazyStatement deleteMetadata;
    private final LazyStatement deleteBehind;
    private final long partitionSize;

    /** @param session see {@link CqlSessions#shared} */
    public CassandraJournalEraser(
            ActorSystem<?> system, Supplier<CompletionStage<CqlSession>> session, CassandraSettings settings) {
        this.session = session;
        // One deletion is some small writes; the journal's own time limit for a call serves. Without dry-run it would
        // only log.
        cleanup = new Cleanup(
                system,
                new CleanupSettings(ConfigFactory.parseString("dry-run = false, operation-timeout = 10s")
                        .withFallback(system.settings().config().getConfig("pekko.persistence.cassandra.cleanup"))));
        deleteEvents = new LazyStatement(
                "DELETE FROM " + settings.keyspace() + ".messages WHERE persistence_id = ? AND partition_nr = 0");
        // The tombstone is younger than all that was written before, and older than all that this node writes
        // afterwards (the driver's
        // timestamps only ever grow): it shadows the one whenever it arrives, and not the other.
        deleteBehind = new LazyStatement("DELETE FROM " + settings.keyspace()
                + ".messages WHERE persistence_id = ? AND partition_nr = ? AND sequence_nr > ?");
        partitionSize = system.settings().config().getLong("pekko.persistence.cassandra.journal.target-partition-size");
        deleteMetadata = new LazyStatement("DELETE FROM " + settings.keyspace() + ".metadata WHERE persistence_id = ?");
    }

    @Override
    public CompletionStage<Void> erase(RegistrationId id) {
        String persistenceId = UserJournal.persistenceId(id);
        // Snapshots first: were this to end behind the events, a snapshot would say that the user is still registered.
        // And
        // once more for one that was on its way.
        return java(cleanup.deleteAllSnapshots(persistenceId))
                .thenCompose(done -> java(cleanup.deleteAllEvents(persistenceId, false)))
                .thenCompose(done -> java(cleanup.deleteAllSnapshots(persistenceId)))
                .thenCompose(done -> session.get())
                .thenCompose(open -> delete(open, deleteEvents, persistenceId)
                        .thenCompose(done -> delete(open, deleteMetadata, persistenceId)));
    }

    @Override
    public CompletionStage<Void> fence(RegistrationId id, long sequenceNumber) {
        // The partition of the next event: the plugin numbers events from 1, and partitions from 0.
        long partition = sequenceNumber / partitionSize;
        return session.get()
                .thenCompose(
                        open -> delete(open, deleteBehind, UserJournal.persistenceId(id), partition, sequenceNumber));
    }

    private static CompletionStage<Void> delete(CqlSession open, LazyStatement statement, Object... key) {
        return statement.execute(open, key).thenApply(done -> null);
    }

    private static CompletionStage<Done> java(Future<Done> future) {
        return FutureConverters.asJava(future);
    }
}
