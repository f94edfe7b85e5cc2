package im.gateway.servers;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Stops what still runs when the JVM ends: what was started last is stopped first. */
final class ShutdownOrder {
    private static final Deque<RunningServer> RUNNING = new ArrayDeque<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(ShutdownOrder::closeAll, "stop-servers"));
    }

    private ShutdownOrder() {}

    static void add(RunningServer server) {
        synchronized (RUNNING) {
            RUNNING.remove(server);
            RUNNING.push(server);
        }
    }

    static void remove(RunningServer server) {
        synchronized (RUNNING) {
            RUNNING.remove(server);
        }
    }

    private static void closeAll() {
        List<RunningServer> servers;
        synchronized (RUNNING) {
            servers = List.copyOf(RUNNING);
        }
        for (RunningServer server : servers) {
            try {
                server.close();
            } catch (RuntimeException e) {
                // The other servers have to be stopped too, and a logger may be gone by now.
                System.err.println("cannot stop " + server.name() + ": " + e);
            }
        }
    }
}
