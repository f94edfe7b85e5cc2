package im.gateway.servers;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Stops what still runs when the JVM ends, by Ctrl-C for example: what was started last is stopped first. */
public final class ShutdownOrder {
    private static final Deque<RunningServer> RUNNING = new ArrayDeque<>();
    private static final List<Runnable> AFTERWARDS = new ArrayList<>();
    private static volatile boolean begun;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(ShutdownOrder::stopAll, "stop-servers"));
    }

    private ShutdownOrder() {}

    /** Whether the JVM is ending: from then on a server that ends does so because it is told to. */
    public static boolean hasBegun() {
        return begun;
    }

    /** Runs it in a JVM that ends, after the servers have been stopped. */
    public static void afterwards(Runnable action) {
        synchronized (RUNNING) {
            AFTERWARDS.add(action);
        }
    }

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

    private static void stopAll() {
        begun = true;
        List<Runnable> actions = new ArrayList<>();
        synchronized (RUNNING) {
            RUNNING.forEach(server -> actions.add(server::close));
            actions.addAll(AFTERWARDS);
        }
        for (Runnable action : actions) {
            try {
                action.run();
            } catch (RuntimeException e) {
                // The others have to be stopped too, and a logger may be gone by now.
                System.err.println(e);
            }
        }
    }
}
