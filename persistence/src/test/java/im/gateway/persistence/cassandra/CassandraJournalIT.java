package im.gateway.persistence.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import im.gateway.persistence.Examples;
import im.gateway.persistence.RegistrationId;
import im.gateway.persistence.UserEvent;
import im.gateway.persistence.UserRecord;
import im.gateway.persistence.journal.JournalContract;
import im.gateway.persistence.journal.JournalEraser;
import im.gateway.persistence.journal.JournalReader;
import im.gateway.persistence.journal.UserJournal;
import im.gateway.persistence.journal.UserJournal.Erase;
import im.gateway.persistence.journal.UserJournal.Erased;
import im.gateway.persistence.journal.UserJournal.Recovered;
import im.gateway.servers.ServerKind;
import im.gateway.servers.junit.RequiresServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The contract of the journal on Cassandra, and what is in the tables afterwards. */
@RequiresServer(ServerKind.CASSANDRA)
class CassandraJournalIT extends JournalContract {
    private static TestKeyspace keyspace;

    @BeforeAll
    static void start() throws Exception {
        keyspace = TestKeyspace.onSharedServer("journal_it");
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
        return keyspace.reader();
    }

    @Override
    protected JournalEraser eraser() {
        return keyspace.eraser();
    }

    @Test
    void eventsBehindTheKeptSnapshotsAreDeleted() throws Exception {
        RegistrationId id = user();
        Opened opened = new Opened(id);
        opened.expect(Recovered.class);
        for (int i = 0; i < 10 * SNAPSHOT_EVERY; i++) {
            opened.store(contact(i));
        }
        // Deleted a moment after the snapshot, without anybody waiting for it.
        opened.parent.awaitAssert(Duration.ofSeconds(20), () -> {
            assertThat(rows("messages", id)).hasSizeLessThanOrEqualTo(3 * SNAPSHOT_EVERY);
            assertThat(rows("snapshots", id)).hasSizeBetween(2, 3);
            return null;
        });
        opened.stop();
        assertThat(new Opened(id).expect(Recovered.class).record().contacts()).hasSize(10 * SNAPSHOT_EVERY);
    }

    @Test
    @Tag("xep0100-4.3.1-3")
    void erasingLeavesNoRowInAnyTable() throws Exception {
        RegistrationId id = user();
        Opened opened = new Opened(id);
        opened.expect(Recovered.class);
        opened.store(Examples.REGISTERED);
        for (int i = 0; i < 6 * SNAPSHOT_EVERY; i++) {
            opened.store(contact(i));
        }
        // The last event makes a snapshot, so that the deletion of events is under way when the erasing begins.
        for (int i = 0; i < SNAPSHOT_EVERY - 2; i++) {
            opened.store(contact(i));
        }
        opened.store(new UserEvent.Unregistered(1));
        assertThat(tablesWith(id)).contains("messages");

        opened.journal.tell(new Erase(opened.parent.getRef()));
        opened.expect(Erased.class);
        opened.expect(Recovered.class);
        assertThat(tablesWith(id)).isEmpty();

        opened.store(Examples.REGISTERED);
        opened.store(contact(1));
        assertThat(rows("messages", id).stream().map(row -> row.getLong("sequence_nr")))
                .containsExactly(1L, 2L);
        opened.stop();
        assertThat(new Opened(id).expect(Recovered.class).record().isRegistered())
                .isTrue();
    }

    @Test
    void aLateEventOfAWriterThatFailedIsNotRecovered() throws Exception {
        RegistrationId id = user();
        Opened first = new Opened(id);
        first.expect(Recovered.class);
        first.store(Examples.REGISTERED);
        first.store(contact(1));
        first.stop();
        // What a write looks like that timed out and arrived after all: the number of a later writer's event, and an
        // older time.
        Row registered = rows("messages", id).get(0);
        long writtenAt =
                all("SELECT writetime(event) AS at FROM " + keyspace.settings().keyspace()
                                        + ".messages WHERE persistence_id = '" + UserJournal.persistenceId(id)
                                        + "' AND partition_nr = 0 AND sequence_nr = 2")
                                .get(0)
                                .getLong("at")
                        + 1;
        Opened second = new Opened(id);
        second.expect(Recovered.class);
        second.store(contact(2));
        keyspace.session()
                .execute(SimpleStatement.newInstance(
                        "INSERT INTO " + keyspace.settings().keyspace() + ".messages (persistence_id, partition_nr,"
                                + " sequence_nr, timestamp, timebucket, writer_uuid, ser_id, ser_manifest,"
                                + " event_manifest, event) VALUES (?, 0, 3, ?, ?, ?, ?, ?, ?, ?) USING TIMESTAMP "
                                + writtenAt,
                        UserJournal.persistenceId(id),
                        registered.getUuid("timestamp"),
                        registered.getString("timebucket"),
                        registered.getString("writer_uuid"),
                        registered.getInt("ser_id"),
                        "unregistered/1",
                        registered.getString("event_manifest"),
                        registered.getByteBuffer("event")));
        second.stop();

        assertThat(new Opened(id).expect(Recovered.class).record())
                .isEqualTo(UserRecord.EMPTY
                        .apply(Examples.REGISTERED)
                        .apply(contact(1))
                        .apply(contact(2)));
    }

    private List<Row> rows(String table, RegistrationId id) {
        return all("SELECT * FROM " + keyspace.settings().keyspace() + "." + table).stream()
                .filter(row -> UserJournal.persistenceId(id).equals(row.getString("persistence_id")))
                .toList();
    }

    /** Whatever tables there are, as the server lists them: every column of every row is looked at. */
    private List<String> tablesWith(RegistrationId id) {
        String space = keyspace.settings().keyspace();
        List<String> found = new ArrayList<>();
        for (Row table : all("SELECT table_name FROM system_schema.tables WHERE keyspace_name = '" + space + "'")) {
            String name = table.getString("table_name");
            if (all("SELECT * FROM " + space + "." + name).stream()
                    .anyMatch(
                            row -> row.getFormattedContents().contains(id.user().toString()))) {
                found.add(name);
            }
        }
        return found;
    }

    private static List<Row> all(String cql) {
        try {
            CqlSession session = keyspace.session();
            return session.execute(cql).all();
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }
}
