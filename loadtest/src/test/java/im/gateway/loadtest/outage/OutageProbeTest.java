package im.gateway.loadtest.outage;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import im.gateway.loadtest.drive.LegacyPeers;
import im.gateway.loadtest.drive.Population;
import im.gateway.loadtest.drive.XmppUsers;
import im.gateway.loadtest.measure.Latencies;
import im.gateway.loadtest.measure.Ledger;
import im.gateway.loadtest.oscar.SessionListener;
import im.gateway.loadtest.run.Waiting;
import im.gateway.loadtest.xmpp.XmppSide;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People who arrive nowhere by themselves, and a cluster that is a page of HTTP. */
class OutageProbeTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int RUN = 7;
    private static final Population POPULATION =
            new Population(4, 1, "users.localhost", "aim.localhost", Population.Names.PLAIN);
    private static final String WHOLE =
            "{\"leader\":\"pekko://gateway@127.0.0.1:1\",\"oldest\":\"pekko://gateway@127.0.0.1:1\","
                    + "\"unreachable\":[],\"members\":[{\"node\":\"pekko://gateway@127.0.0.1:1\",\"status\":\"Up\"},"
                    + "{\"node\":\"pekko://gateway@127.0.0.1:2\",\"status\":\"Up\"}]}";
    private static final String SUSPECTED = WHOLE.replace(
            "\"unreachable\":[]", "\"unreachable\":[{\"node\":\"pekko://gateway@127.0.0.1:2\",\"observedBy\":[]}]");
    private static final String REMOVED =
            WHOLE.replace(",{\"node\":\"pekko://gateway@127.0.0.1:2\",\"status\":\"Up\"}", "");

    private final Ledger ledger = new Ledger(POPULATION.flows());
    private final OutageBook book = new OutageBook(ledger, POPULATION.users(), System::nanoTime);
    private final XmppUsers users = new XmppUsers(POPULATION, book, new Latencies(), RUN, 1);
    private final Set<Integer> writers = ConcurrentHashMap.newKeySet();
    private final Set<Integer> writtenTo = ConcurrentHashMap.newKeySet();
    private final SessionListener sessions = OutageProbe.sessions(book, POPULATION);
    private volatile String members = WHOLE;
    private volatile int entities = 2;
    private HttpServer http;
    private OutageProbe probe;

    @BeforeEach
    void start() throws Exception {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/cluster/members", exchange -> {
            byte[] page = members.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, page.length);
            try (OutputStream body = exchange.getResponseBody()) {
                body.write(page);
            }
        });
        http.createContext("/cluster/shards/user", exchange -> {
            byte[] page = ("{\"regions\":[{\"shardId\":\"1\",\"numEntities\":" + entities + "}]}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, page.length);
            try (OutputStream body = exchange.getResponseBody()) {
                body.write(page);
            }
        });
        http.start();
        users.speakThrough(new Wire());
        probe = new OutageProbe(book, new OutageProbe.People(POPULATION, users, new Peers(), new Wire()), 0.5);
    }

    @AfterEach
    void end() {
        probe.close();
        http.stop(0);
    }

    @Test
    void theContactWritesToWhoIsBackAndTheUserAnswers() throws Exception {
        strike();
        sessions.ended("u1");
        sessions.ready("u1");
        await("written to", () -> writtenTo.contains(1));
        assertThat(writers).as("before anything has arrived").doesNotContain(1);

        book.arrived(POPULATION.flowFromLegacy(1), 0);
        await("an answer", () -> writers.contains(1));
        book.arrived(POPULATION.flowToLegacy(1), 0);

        assertThat(book.unreached()).isZero();
        assertThat(writtenTo).as("nobody else").containsExactly(1);
    }

    @Test
    void someWriteWithoutWaiting() throws Exception {
        strike();
        sessions.ended("u2");
        sessions.ended("u3");

        await("a message", () -> writers.contains(2));
        assertThat(writers).containsExactly(2);
        assertThat(writtenTo).isEmpty();
    }

    @Test
    void theClusterSaysWhenItGoesOnWithoutTheNode() throws Exception {
        strike();
        members = SUSPECTED;
        await("suspected", () -> figures().containsKey("reach.suspected"));
        members = REMOVED;
        await("removed", () -> figures().containsKey("reach.removed"));
        entities = 4;
        await("awake", () -> figures().containsKey("reach.awake-last"));

        assertThat(figures().get("reach.suspected"))
                .isLessThanOrEqualTo(figures().get("reach.removed"));
        assertThat(figures().get("reach.awake-first"))
                .isGreaterThanOrEqualTo(figures().get("reach.removed"));
    }

    private void strike() throws Exception {
        int port = http.getAddress().getPort();
        probe.strike(List.of(port), port);
    }

    private Map<String, Double> figures() {
        Map<String, Double> figures = new HashMap<>();
        probe.addTo(figures);
        return figures;
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
