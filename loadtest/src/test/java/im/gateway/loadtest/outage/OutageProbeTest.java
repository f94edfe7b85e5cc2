package im.gateway.loadtest.outage;

import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.loadtest.drive.LegacyPeers;
import im.gateway.loadtest.drive.Population;
import im.gateway.loadtest.drive.XmppUsers;
import im.gateway.loadtest.measure.Latencies;
import im.gateway.loadtest.measure.Ledger;
import im.gateway.loadtest.oscar.SessionListener;
import im.gateway.loadtest.run.Waiting;
import im.gateway.loadtest.xmpp.XmppSide;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People who arrive nowhere by themselves. */
class OutageProbeTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int RUN = 7;
    private static final Population POPULATION =
            new Population(4, 1, "users.localhost", "aim.localhost", Population.Names.PLAIN);

    private final Ledger ledger = new Ledger(POPULATION.flows());
    private final OutageBook book = new OutageBook(ledger, POPULATION.users(), System::nanoTime);
    private final XmppUsers users = new XmppUsers(POPULATION, book, new Latencies(), RUN, 1);
    private final Set<Integer> writers = ConcurrentHashMap.newKeySet();
    private final Set<Integer> writtenTo = ConcurrentHashMap.newKeySet();
    private final SessionListener sessions = OutageProbe.sessions(book, POPULATION);
    private OutageProbe probe;

    @BeforeEach
    void start() {
        users.speakThrough(new Wire());
        probe = new OutageProbe(book, new OutageProbe.People(POPULATION, users, new Peers(), new Wire()), 0.5);
    }

    @AfterEach
    void end() {
        probe.close();
    }

    @Test
    void theContactWritesToWhoIsBackAndTheUserAnswers() throws Exception {
        probe.strike();
        sessions.ended("u1");
        sessions.ready("u1");
        await("written to", () -> writtenTo.contains(1));
        assertThat(writers).as("before anything has arrived").doesNotContain(1);

        book.arrived(POPULATION.flowFromLegacy(1), 0);
        await("an answer", () -> writers.contains(1));
        book.arrived(POPULATION.flowToLegacy(1), 0);

        assertThat(book.unreached()).isZero();
        assertThat(probe.times().affected()).isEqualTo(1);
        assertThat(probe.times().reached()).hasSize(1);
        assertThat(writtenTo).as("nobody else").containsExactly(1);
    }

    @Test
    void someWriteWithoutWaiting() throws Exception {
        probe.strike();
        sessions.ended("u2");
        sessions.ended("u3");

        await("a message", () -> writers.contains(2));
        assertThat(writers).containsExactly(2);
        assertThat(writtenTo).isEmpty();
    }

    private static void await(String what, BooleanSupplier condition) throws Exception {
        Waiting.until(what, LIMIT, condition, () -> "");
    }

    private final class Wire implements XmppSide {
        @Override
        public boolean send(int user, String stanza) {
            writers.add(user);
            return true;
        }

        @Override
        public void flush() {}

        @Override
        public int connections() {
            return 1;
        }

        @Override
        public void close() {}
    }

    private final class Peers implements LegacyPeers {
        @Override
        public int online() {
            return 1;
        }

        @Override
        public void write(int user, long intendedNanos, int bodyLength) {
            book.next(POPULATION.flowFromLegacy(user));
            writtenTo.add(user);
        }

        @Override
        public void change(int peer, long intendedNanos) {}

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
