package im.gateway.loadtest.users;

import static im.gateway.loadtest.legacy.RecordedEvents.until;
import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.loadtest.oscar.SimulatedOscarNetwork;
import io.netty.channel.nio.NioEventLoopGroup;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * Many logged-in AIM users, each with its user actor, journal actors, session and fifty contacts, all online: threads constant, heap for each user bounded. The simulated
 * network is another process, and the journal keeps nothing. {@code -Dusers=10000} measures that many.
 */
class ManyUsersTest {
    private static final int USERS = Integer.getInteger("users", 400);
    private static final int CONTACTS = 50;
    /** Those who load the classes and fill the pools; they are not counted. */
    private static final int FIRST = 200;
    /** Users who are on their way in. */
    private static final int AT_ONCE = 100;

    private static final int STORE_IDLE = Integer.getInteger("store-idle", 0);

    private static final long MAX_BYTES = 20 * 1024;

    @Test
    void loggedInUsersTakeLittleHeapAndNoThreads() throws IOException, InterruptedException {
        NioEventLoopGroup loops = new NioEventLoopGroup(2);
        try (Simulator simulator = Simulator.start(USERS, CONTACTS);
                Users users =
                        new Users(loops, simulator.port(), Duration.ofSeconds(STORE_IDLE == 0 ? 3_600 : STORE_IDLE))) {
            comeOnline(users, 0, FIRST);
            long heapBefore = UsedHeap.read();
            int threadsBefore = ManagementFactory.getThreadMXBean().getThreadCount();
            comeOnline(users, FIRST, USERS);
            int counted = USERS - FIRST;
            long bytes = (UsedHeap.read() - heapBefore) / counted;
            int threads = ManagementFactory.getThreadMXBean().getThreadCount();
            System.out.printf(
                    Locale.ROOT,
                    "users=%d contacts_each=%d heap_bytes_each=%d threads=%d threads_before=%d%n",
                    USERS,
                    CONTACTS,
                    bytes,
                    threads,
                    threadsBefore);
            if (STORE_IDLE != 0) {
                awaitNoStore(users);
                System.out.printf(
                        Locale.ROOT, "heap_bytes_each_without_store=%d%n", (UsedHeap.read() - heapBefore) / counted);
            }
            assertThat(threads).isLessThanOrEqualTo(threadsBefore + 2);
            assertThat(bytes).isLessThan(MAX_BYTES);
        } finally {
            loops.shutdownGracefully(100, 5_000, TimeUnit.MILLISECONDS).awaitUninterruptibly();
        }
    }

    private static void awaitNoStore(Users users) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(STORE_IDLE + 60);
        while (users.stores() > 0) {
            assertThat(System.nanoTime()).as("%d stores left", users.stores()).isLessThan(deadline);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
        }
    }

    /** Logs in users of these numbers, and subscribes each to its contacts. */
    private static void comeOnline(Users users, int from, int to) {
        for (int i = from; i < to; i++) {
            int begun = i;
            until("logins go on", () -> begun - users.loggedIn() < AT_ONCE);
            users.register(i, SimulatedOscarNetwork.member("u", i), "pw");
        }
        until("all are logged in", () -> users.loggedIn() == to);
        for (int i = from; i < to; i++) {
            int asked = (i - from) * CONTACTS;
            long before = users.settled();
            for (int j = 1; j <= CONTACTS; j++) {
                users.subscribe(i, SimulatedOscarNetwork.member("u", (i + j) % USERS));
            }
            until("subscriptions " + asked + " and on are taken", () -> users.settled() >= before + CONTACTS);
        }
        until("all subscriptions are granted", () -> users.granted() == (long) to * CONTACTS);
    }
}
