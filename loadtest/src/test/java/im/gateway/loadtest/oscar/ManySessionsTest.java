package im.gateway.loadtest.oscar;

import static im.gateway.loadtest.legacy.RecordedEvents.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import im.gateway.loadtest.legacy.Sessions;
import im.gateway.loadtest.users.Simulator;
import im.gateway.loadtest.users.UsedHeap;
import im.gateway.node.legacy.LegacyCommand;
import im.gateway.node.legacy.LegacyEvent;
import im.gateway.node.legacy.LegacyEvents;
import im.gateway.node.legacy.LegacyNetwork;
import im.gateway.node.legacy.LegacyNetwork.Credentials;
import im.gateway.node.legacy.LegacyNetworkFactory.Services;
import im.gateway.node.legacy.LegacySession;
import im.gateway.node.oscar.AimNetworkFactory;
import io.netty.channel.nio.NioEventLoopGroup;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * Many AIM sessions in one process, the simulated network in another: threads constant, heap for each session bounded. {@code -Dsessions=10000} measures that many.
 */
class ManySessionsTest {
    private static final int SESSIONS = Integer.getInteger("sessions", 500);
    private static final int CONTACTS = 50;
    /** Logins that have begun and are not complete: a service has a backlog too. */
    private static final int AT_ONCE = 200;

    private static final long MAX_BYTES = 12 * 1024;

    private final AtomicInteger loggedIn = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final AtomicInteger outcomes = new AtomicInteger();

    @Test
    void sessionsTakeLittleHeapAndNoThreads() throws IOException, InterruptedException {
        Simulator simulator = Simulator.start(SESSIONS, CONTACTS);
        NioEventLoopGroup loops = new NioEventLoopGroup(2);
        List<LegacySession> sessions = new ArrayList<>(SESSIONS);
        try {
            LegacyNetwork network = new AimNetworkFactory()
                    .create(
                            "many",
                            ConfigFactory.parseMap(Map.of("host", "127.0.0.1", "port", simulator.port())),
                            new Services(loops, Clock.systemUTC(), 1));
            // The first sessions load the classes and fill the pools; they are not counted.
            login(network, sessions, AT_ONCE);
            long heapBefore = UsedHeap.read();
            int threadsBefore = ManagementFactory.getThreadMXBean().getThreadCount();
            long began = System.nanoTime();
            login(network, sessions, SESSIONS);
            double seconds = (System.nanoTime() - began) / 1e9;
            int counted = SESSIONS - AT_ONCE;
            long bytes = (UsedHeap.read() - heapBefore) / counted;
            System.out.printf(
                    Locale.ROOT,
                    "sessions=%d contacts_each=%d heap_bytes_each=%d threads=%d logins_per_second=%.0f%n",
                    SESSIONS,
                    CONTACTS,
                    bytes,
                    ManagementFactory.getThreadMXBean().getThreadCount(),
                    counted / seconds);
            assertThat(ManagementFactory.getThreadMXBean().getThreadCount()).isLessThanOrEqualTo(threadsBefore + 1);
            assertThat(bytes).isLessThan(MAX_BYTES);
            for (int i = 0; i < sessions.size(); i++) {
                String next = SimulatedOscarNetwork.member("u", (i + 1) % SESSIONS);
                sessions.get(i).perform(new LegacyCommand.SendMessage(1, next, "hello"));
            }
            until("every message has its outcome", () -> outcomes.get() == SESSIONS);
            assertThat(ended).hasValue(0);
        } finally {
            sessions.forEach(LegacySession::close);
            loops.shutdownGracefully(100, 5_000, TimeUnit.MILLISECONDS).awaitUninterruptibly();
            boolean stopped = simulator.stop();
            simulator.close();
            assertThat(stopped).as("SIGTERM ends the simulated network").isTrue();
        }
    }

    private void login(LegacyNetwork network, List<LegacySession> sessions, int upTo) {
        LegacyEvents events = this::count;
        while (sessions.size() < upTo) {
            int begun = sessions.size();
            until("logins go on", () -> begun - loggedIn.get() < AT_ONCE);
            sessions.add(network.open(
                    Sessions.NAME, new Credentials(SimulatedOscarNetwork.member("u", begun), "pw"), events));
        }
        until("all are logged in", () -> loggedIn.get() == upTo);
    }

    private void count(LegacyEvent event) {
        if (event instanceof LegacyEvent.LoggedIn) {
            loggedIn.incrementAndGet();
        } else if (event instanceof LegacyEvent.MessageOutcome outcome && outcome.error() == null) {
            outcomes.incrementAndGet();
        } else if (event instanceof LegacyEvent.LoggedOut || event instanceof LegacyEvent.LoginFailed) {
            ended.incrementAndGet();
        }
    }
}
