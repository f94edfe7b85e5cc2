package im.gateway.persistence.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.typesafe.config.ConfigFactory;
import im.gateway.persistence.Examples;
import im.gateway.persistence.RegistrationId;
import im.gateway.persistence.UserEvent;
import im.gateway.persistence.UserRecord;
import im.gateway.persistence.journal.JournalContract;
import im.gateway.persistence.journal.JournalEraser;
import im.gateway.persistence.journal.JournalReader;
import im.gateway.persistence.journal.JournalReader.Found;
import im.gateway.persistence.journal.UserJournal;
import im.gateway.persistence.journal.UserJournal.Erase;
import im.gateway.persistence.journal.UserJournal.Erased;
import im.gateway.persistence.journal.UserJournal.Recovered;
import im.gateway.servers.ServerKind;
import im.gateway.servers.junit.RequiresServer;
import java.io.NotSerializableException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What is read directly is what the plugin recovers. Partitions are of nine events, so that a few of them cross several boundaries; the
 * whole contract of the journal is tested with that, too.
 */
@RequiresServer(ServerKind.CASSANDRA)
class CassandraJournalReaderIT extends JournalContract {
    private static TestKeyspace keyspace;
    private static JournalReader reader;
    private static JournalReader plugin;

    @BeforeAll
    static void start() throws Exception {
        keyspace = TestKeyspace.onSharedServer(
                "reader_it",
                ConfigFactory.parseString("pekko.persistence.cassandra.journal.target-partition-size = 9"));
        reader = keyspace.reader();
        plugin = keyspace.recoveringReader();
    }

    @AfterAll
    static void stop() {
        keyspace.close();
    }

    @Override
    protected ActorTestKit kit() {
        return keyspace.kit();
    }

    @Override
    protected JournalReader reader() {
        return reader;
    }

    @Override
    protected JournalEraser eraser() {
        return keyspace.eraser();
    }

    @Test
    void nothing() throws Exception {
        RegistrationId id = user();
        assertThat(read(id)).isEqualTo(recovered(id)).isEqualTo(new Found(UserRecord.EMPTY, 0));
    }

    @Test
    void everyLengthAcrossSnapshotsDeletionsAndPartitions() throws Exception {
        RegistrationId id = user();
        UserRecord expected = UserRecord.EMPTY;
        for (int i = 1; i <= 5 * SNAPSHOT_EVERY; i++) {
            Opened opened = new Opened(id);
            assertThat(opened.expect(Recovered.class).record()).isEqualTo(expected);
            expected = opened.store(i == 1 ? Examples.REGISTERED : contact(i));
            opened.stop();
            assertThat(read(id)).as("after event " + i).isEqualTo(recovered(id)).isEqualTo(new Found(expected, i));
        }
    }

    @Test
    void eventsThatWereStoredAsOneAcrossTheEndOfAPartition() throws Exception {
        RegistrationId id = user();
        Opened opened = new Opened(id);
        opened.expect(Recovered.class);
        opened.store(Examples.REGISTERED);
        opened.store(contacts(2, 7));
        // 8 to 11 lie in the partition of 11; 19 to 28 in that of 28, so that a whole partition before it is empty.
        opened.store(contacts(8, 11));
        assertThat(read(id)).isEqualTo(recovered(id));
        opened.store(contacts(12, 18));
        assertThat(read(id)).isEqualTo(recovered(id));
        UserRecord last = opened.store(contacts(19, 28));
        opened.stop();
        assertThat(read(id)).isEqualTo(recovered(id)).isEqualTo(new Found(last, 28));
    }

    @Test
    void afterErasing() throws Exception {
        RegistrationId id = user();
        Opened opened = new Opened(id);
        opened.expect(Recovered.class);
        opened.store(Examples.REGISTERED);
        opened.store(contacts(1, 3 * SNAPSHOT_EVERY));
        opened.store(new UserEvent.Unregistered(1));
        opened.journal.tell(new Erase(opened.parent.getRef()));
        opened.expect(Erased.class);
        opened.expect(Recovered.class);
        assertThat(read(id)).isEqualTo(recovered(id)).isEqualTo(new Found(UserRecord.EMPTY, 0));
        UserRecord again = opened.store(Examples.REGISTERED);
        opened.stop();
        assertThat(read(id)).isEqualTo(recovered(id)).isEqualTo(new Found(again, 1));
    }

    @Test
    void deletedEventsWithoutTheirSnapshot() throws Exception {
        RegistrationId id = user();
        Opened opened = writing(id, 4 * SNAPSHOT_EVERY + 2);
        // Events go a moment after the snapshot, without anybody waiting for it.
        await(() -> assertThat(first(id)).isEqualTo(2 * SNAPSHOT_EVERY + 1));
        opened.stop();
        execute("DELETE FROM %s.snapshots WHERE persistence_id = ?", UserJournal.persistenceId(id));
        assertThat(read(id)).isEqualTo(recovered(id));
        assertThat(read(id).sequenceNumber()).isEqualTo(4 * SNAPSHOT_EVERY + 2);

        execute("DELETE FROM %s.metadata WHERE persistence_id = ?", UserJournal.persistenceId(id));
        assertThatThrownBy(() -> read(id))
                .hasRootCauseMessage(
                        "event " + first(id) + " after event 0 (expected: 1): the journal of this user is incomplete");
        assertThatThrownBy(() -> recovered(id)).isNotNull();
    }

    @Test
    void allEventsDeleted() throws Exception {
        RegistrationId id = written(3);
        String persistenceId = UserJournal.persistenceId(id);
        execute("INSERT INTO %s.metadata (persistence_id, deleted_to) VALUES (?, 3)", persistenceId);
        execute("DELETE FROM %s.messages WHERE persistence_id = ? AND partition_nr = 0", persistenceId);
        assertThat(read(id)).isEqualTo(recovered(id)).isEqualTo(new Found(UserRecord.EMPTY, 3));
    }

    @Test
    void aGap() throws Exception {
        RegistrationId id = written(SNAPSHOT_EVERY - 1);
        execute(
                "DELETE FROM %s.messages WHERE persistence_id = ? AND partition_nr = 0 AND sequence_nr = 3",
                UserJournal.persistenceId(id));
        assertThatThrownBy(() -> read(id))
                .hasRootCauseMessage("event 4 after event 2 (expected: 3): the journal of this user is incomplete");
        assertThatThrownBy(() -> recovered(id)).isNotNull();
    }

    @Test
    void anEventOfALaterRelease() throws Exception {
        RegistrationId id = written(3);
        for (Row row : keyspace.session()
                .execute(SimpleStatement.newInstance(
                        "SELECT timestamp FROM " + keyspace.settings().keyspace()
                                + ".messages WHERE persistence_id = ? AND partition_nr = 0 AND sequence_nr = 2",
                        UserJournal.persistenceId(id)))) {
            execute(
                    "UPDATE %s.messages SET ser_manifest = 'promoted/1' WHERE persistence_id = ? AND partition_nr = 0"
                            + " AND sequence_nr = 2 AND timestamp = ?",
                    UserJournal.persistenceId(id), row.getUuid("timestamp"));
        }
        assertThatThrownBy(() -> read(id))
                .hasRootCauseInstanceOf(NotSerializableException.class)
                .hasStackTraceContaining("stored under the name promoted/1");
        assertThatThrownBy(() -> recovered(id)).hasStackTraceContaining("stored under the name promoted/1");
    }

    @Test
    void aSnapshotThatCannotBeReadLeavesTheOneBefore() throws Exception {
        RegistrationId id = written(2 * SNAPSHOT_EVERY + 1);
        await(() -> assertThat(lastSnapshot(id)).isEqualTo(2 * SNAPSHOT_EVERY));
        Found before = read(id);
        execute(
                "UPDATE %s.snapshots SET snapshot_data = ? WHERE persistence_id = ? AND sequence_nr = ?",
                ByteBuffer.wrap(new byte[] {1, 2, 3}), UserJournal.persistenceId(id), 2L * SNAPSHOT_EVERY);
        assertThat(read(id)).isEqualTo(before).isEqualTo(recovered(id));
    }

    @Test
    void ofTwoWritersSideBySideTheLaterOneIsBelieved() throws Exception {
        RegistrationId id = user();
        Opened first = new Opened(id);
        first.expect(Recovered.class);
        first.store(Examples.REGISTERED);
        Opened second = new Opened(id);
        second.expect(Recovered.class);
        second.store(contact(1));
        // The first does not know of that: it stores its own second event.
        first.store(contact(2));
        second.store(contact(3));
        assertThat(read(id)).isEqualTo(recovered(id));
        assertThat(read(id).record().contacts().size()).isBetween(1, 2);
    }

    /** A registration with so many events. */
    private RegistrationId written(int events) {
        RegistrationId id = user();
        writing(id, events).stop();
        return id;
    }

    /** The journal that has written so many events. */
    private Opened writing(RegistrationId id, int events) {
        Opened opened = new Opened(id);
        opened.expect(Recovered.class);
        opened.store(Examples.REGISTERED);
        for (int i = 2; i <= events; i++) {
            opened.store(contact(i));
        }
        return opened;
    }

    private static UserEvent[] contacts(int first, int last) {
        List<UserEvent> events = new ArrayList<>();
        for (int i = first; i <= last; i++) {
            events.add(contact(i));
        }
        return events.toArray(UserEvent[]::new);
    }

    private static void await(ThrowingCallable holds) {
        keyspace.kit().createTestProbe().awaitAssert(Duration.ofSeconds(20), () -> {
            try {
                holds.call();
            } catch (Throwable failed) {
                throw new AssertionError(failed);
            }
            return null;
        });
    }

    /** The number of the first event that is there. */
    private static long first(RegistrationId id) throws Exception {
        return number(
                "SELECT min(sequence_nr) FROM %s.messages WHERE persistence_id = ? AND partition_nr IN (0, 1, 2)", id);
    }

    private static long lastSnapshot(RegistrationId id) throws Exception {
        return number("SELECT max(sequence_nr) FROM %s.snapshots WHERE persistence_id = ?", id);
    }

    private static long number(String cql, RegistrationId id) throws Exception {
        Row row = keyspace.session()
                .execute(SimpleStatement.newInstance(
                        String.format(cql, keyspace.settings().keyspace()), UserJournal.persistenceId(id)))
                .one();
        return row == null ? 0 : row.getLong(0);
    }

    private static void execute(String cql, Object... values) throws Exception {
        keyspace.session()
                .execute(SimpleStatement.newInstance(
                        String.format(cql, keyspace.settings().keyspace()), values));
    }

    private static Found read(RegistrationId id) throws Exception {
        return reader.read(id).toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private static Found recovered(RegistrationId id) throws Exception {
        return plugin.read(id).toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
}
