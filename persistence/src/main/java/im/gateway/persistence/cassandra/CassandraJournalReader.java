package im.gateway.persistence.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.data.ByteUtils;
import com.typesafe.config.Config;
import im.gateway.persistence.RegistrationId;
import im.gateway.persistence.UserEvent;
import im.gateway.persistence.UserRecord;
import im.gateway.persistence.journal.JournalReader;
import im.gateway.persistence.journal.UserJournal;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.serialization.SerializationExtension;
import org.jspecify.annotations.Nullable;

/**
 * Reads a registration from the tables of the journal plugin with two queries, the newest snapshot and the events after it. The plugin's own
 * recovery finds the same with six or more, each a stream of its own, and several actors; when a node is lost, that is most of what
 * its users wait for. How far events have been deleted is asked where the first one is not there: events go only when a snapshot has
 * taken their place, or with everything else.
 *
 * <p>Where the plugin would have to make up its mind (a snapshot that cannot be read, so that an older one serves; events of two writers side by
 * side), it is asked.
 */
public final class CassandraJournalReader implements JournalReader {
    private static final String PLUGIN = "pekko.persistence.cassandra";
    /**
     * Longer than the driver takes to give up on three requests (4 s each): a slow answer is waited for as long as the plugin would, and
     * this is for a session that has not yet been opened.
     */
    private static final long READ_SECONDS = 13;

    private final Supplier<CompletionStage<CqlSession>> session;
    private final JournalReader plugin;
    private final Executor executor;
    private final Serialization serialization;
    private final Partitions partitions;
    private final LazyStatement selectSnapshot;
    private final LazyStatement selectEvents;
    private final LazyStatement selectDeleted;

    /**
     * @param session see {@link CqlSessions#shared}
     * @param plugin reads what only the plugin can
     */
    public CassandraJournalReader(
            ActorSystem<?> system,
            Supplier<CompletionStage<CqlSession>> session,
            CassandraSettings settings,
            JournalReader plugin) {
        this.session = session;
        this.plugin = plugin;
        executor = system.executionContext();
        serialization = SerializationExtension.get(system.classicSystem());
        Config config = system.settings().config().getConfig(PLUGIN);
        partitions = new Partitions(config.getLong("journal.target-partition-size"));
        String events = config.getString("read-profile");
        selectSnapshot = LazyStatement.withProfile(
                "SELECT sequence_nr, ser_id, ser_manifest, snapshot_data FROM " + settings.keyspace()
                        + ".snapshots WHERE persistence_id = ? LIMIT 1",
                config.getString("snapshot.read-profile"));
        selectEvents = LazyStatement.withProfile(
                "SELECT sequence_nr, writer_uuid, ser_id, ser_manifest, event FROM " + settings.keyspace()
                        + ".messages WHERE persistence_id = ? AND partition_nr = ? AND sequence_nr >= ?",
                events);
        selectDeleted = LazyStatement.withProfile(
                "SELECT deleted_to FROM " + settings.keyspace() + ".metadata WHERE persistence_id = ?", events);
    }

    @Override
    public CompletionStage<Found> read(RegistrationId id) {
        return session.get()
                .thenCompose(open -> new Reading(open, UserJournal.persistenceId(id)).run())
                .toCompletableFuture()
                .orTimeout(READ_SECONDS, TimeUnit.SECONDS)
                .exceptionallyCompose(failure -> insteadOf(failure, id));
    }

    private CompletionStage<Found> insteadOf(Throwable failure, RegistrationId id) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof Replay.Ambiguous) {
            return plugin.read(id);
        }
        return CompletableFuture.failedFuture(
                cause instanceof TimeoutException
                        ? new TimeoutException("no answer of Cassandra's within " + READ_SECONDS + " s")
                        : cause);
    }

    private Object decode(Row row, String column) {
        ByteBuffer bytes = row.getByteBuffer(column);
        if (bytes == null) {
            throw new IllegalStateException(column + " " + row.getLong("sequence_nr") + ": null (expected: bytes)");
        }
        String manifest = Objects.requireNonNullElse(row.getString("ser_manifest"), "");
        // Throws what the serializer has thrown.
        return serialization
                .deserialize(ByteUtils.getArray(bytes), row.getInt("ser_id"), manifest)
                .get();
    }

    /** Of one registration; one step after the other. */
    private final class Reading {
        private final CqlSession open;
        private final String persistenceId;
        private Found base = new Found(UserRecord.EMPTY, 0);
        private Replay replay = new Replay(UserRecord.EMPTY, 0);
        private boolean deletedIsKnown;

        Reading(CqlSession open, String persistenceId) {
            this.open = open;
            this.persistenceId = persistenceId;
        }

        CompletionStage<Found> run() {
            return selectSnapshot
                    .execute(open, persistenceId)
                    .thenComposeAsync(result -> afterSnapshot(result.one()), executor);
        }

        private CompletionStage<Found> afterSnapshot(@Nullable Row row) {
            return from(row == null ? base : snapshot(row));
        }

        private Found snapshot(Row row) {
            try {
                return new Found((UserRecord) decode(row, "snapshot_data"), row.getLong("sequence_nr"));
            } catch (Exception unreadable) {
                throw new Replay.Ambiguous("a snapshot that cannot be read: " + unreadable);
            }
        }

        private CompletionStage<Found> from(Found known) {
            base = known;
            replay = new Replay(known.record(), known.sequenceNumber());
            return events(partitions.first(replay.next()));
        }

        /** The events in this partition and in those after it. */
        private CompletionStage<Found> events(long partition) {
            if (partitions.mayHold(partition, replay.next())) {
                return selectEvents
                        .execute(open, persistenceId, partition, replay.next())
                        .thenComposeAsync(page -> take(page, partition), executor);
            }
            boolean isEmpty = replay.found().sequenceNumber() == 0;
            return isEmpty && !deletedIsKnown
                    ? afterDeleted(replay::found)
                    : CompletableFuture.completedFuture(replay.found());
        }

        private CompletionStage<Found> take(AsyncResultSet page, long partition) {
            for (Row row : page.currentPage()) {
                long number = row.getLong("sequence_nr");
                if (number > replay.next() && !deletedIsKnown) {
                    return afterDeleted(() -> {
                        throw replay.incomplete(number);
                    });
                }
                Object event = decode(row, "event");
                if (!(event instanceof UserEvent known)) {
                    throw new IllegalStateException(
                            "event " + number + ": " + event.getClass().getName() + " (expected: an event of a user)");
                }
                String writer = Objects.requireNonNullElse(row.getString("writer_uuid"), "");
                replay.take(number, writer, known);
            }
            return page.hasMorePages()
                    ? page.fetchNextPage().thenComposeAsync(next -> take(next, partition), executor)
                    : events(partition + 1);
        }

        /**
         * Begins again behind what was deleted.
         *
         * @param otherwise the outcome where that does not explain why an event is not there
         */
        private CompletionStage<Found> afterDeleted(Supplier<Found> otherwise) {
            deletedIsKnown = true;
            return selectDeleted
                    .execute(open, persistenceId)
                    .thenComposeAsync(
                            result -> {
                                Row row = result.one();
                                long deleted = row == null ? 0 : row.getLong("deleted_to");
                                return deleted < replay.next()
                                        ? CompletableFuture.completedFuture(otherwise.get())
                                        : from(new Found(base.record(), deleted));
                            },
                            executor);
        }
    }
}
