package im.gateway.persistence.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.persistence.Examples;
import im.gateway.persistence.UserEvent;
import im.gateway.persistence.UserRecord;
import im.gateway.persistence.journal.JournalSettings;
import im.gateway.persistence.journal.UserJournal;
import im.gateway.persistence.journal.UserJournal.Command;
import im.gateway.persistence.journal.UserJournal.Recovered;
import im.gateway.persistence.journal.UserJournal.Reply;
import im.gateway.persistence.journal.UserJournal.Store;
import im.gateway.persistence.journal.UserJournal.StoreFailed;
import im.gateway.persistence.journal.UserJournal.Stored;
import im.gateway.persistence.journal.UserJournal.Unavailable;
import im.gateway.servers.CassandraServer;
import im.gateway.servers.ServerKind;
import im.gateway.servers.junit.RequiresServer;
import java.time.Duration;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.Test;

/** All of Cassandra goes away under a journal that is open, and comes back. */
@RequiresServer(ServerKind.CASSANDRA)
class CassandraOutageIT {
    /** The call timeout of the circuit breaker, and some time for a busy machine. */
    private static final Duration FIRST_ANSWER = Duration.ofSeconds(7);

    private static final Duration AT_ONCE = Duration.ofSeconds(1);
    /** Longer than the longest pauses of driver (5 s), circuit breaker (5 s) and journal (15 s), and a slow start. */
    private static final Duration BACK = Duration.ofSeconds(60);

    @Test
    void aKilledCassandraIsAnsweredForAndNothingAcknowledgedIsLost() throws Exception {
        try (CassandraServer server = CassandraServer.start();
                TestKeyspace keyspace = TestKeyspace.on(server, "killed_it")) {
            Parent parent = new Parent(keyspace);
            UserRecord acknowledged = parent.store(Examples.REGISTERED);

            server.kill();
            parent.isRefused(FIRST_ANSWER);
            parent.probe.expectMessageClass(Unavailable.class);
            parent.isRefused(AT_ONCE);

            server.restart();
            UserRecord recovered =
                    parent.probe.expectMessageClass(Recovered.class, BACK).record();
            assertThat(recovered).isEqualTo(acknowledged);
            assertThat(parent.store(contact("benvolio"))).isEqualTo(acknowledged.apply(contact("benvolio")));
        }
    }

    @Test
    void aCassandraThatFellSilentIsAnsweredForInTime() throws Exception {
        try (CassandraServer server = CassandraServer.start();
                TestKeyspace keyspace = TestKeyspace.on(server, "silent_it")) {
            Parent parent = new Parent(keyspace);
            UserRecord acknowledged = parent.store(Examples.REGISTERED);

            server.suspend();
            parent.isRefused(FIRST_ANSWER);
            parent.probe.expectMessageClass(Unavailable.class);
            parent.isRefused(AT_ONCE);
            server.resume();

            // The write that timed out may have arrived all the same: the record says, and what is stored next is in it
            // and recovered.
            UserRecord recovered =
                    parent.probe.expectMessageClass(Recovered.class, BACK).record();
            assertThat(recovered).isIn(acknowledged, acknowledged.apply(contact("mercutio")));
            UserRecord last = parent.store(contact("benvolio"));
            assertThat(last).isEqualTo(recovered.apply(contact("benvolio")));
            keyspace.kit().stop(parent.journal);
            assertThat(new Parent(keyspace).recovered).isEqualTo(last);
        }
    }

    private static UserEvent contact(String name) {
        return new UserEvent.ContactSaved(name, null, List.of());
    }

    /** What a user actor does. */
    private static final class Parent {
        final TestProbe<Reply> probe;
        final ActorRef<Command> journal;
        final UserRecord recovered;

        Parent(TestKeyspace keyspace) {
            probe = keyspace.kit().createTestProbe();
            journal = keyspace.kit()
                    .spawn(UserJournal.create(
                            Examples.JULIET,
                            probe.getRef(),
                            keyspace.reader(),
                            keyspace.eraser(),
                            JournalSettings.from(
                                    keyspace.kit().system().settings().config())));
            recovered = probe.expectMessageClass(Recovered.class, Duration.ofSeconds(20))
                    .record();
        }

        UserRecord store(UserEvent event) {
            journal.tell(new Store(List.of(event), probe.getRef()));
            return probe.expectMessageClass(Stored.class, Duration.ofSeconds(10))
                    .record();
        }

        void isRefused(Duration within) {
            journal.tell(new Store(List.of(contact("mercutio")), probe.getRef()));
            assertThat(probe.expectMessageClass(StoreFailed.class, within).reason())
                    .isNotBlank();
        }
    }
}
