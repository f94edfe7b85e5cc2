package im.gateway.loadtest.faults.world;

import im.gateway.loadtest.faults.book.Interval;
import im.gateway.loadtest.link.Links;
import im.gateway.loadtest.quickstart.GatewayProgram;
import im.gateway.servers.ProgramServer;
import im.gateway.servers.ServerException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One node, with what an operator's service manager does for it: it is started again when it ends by itself, unless the case wants it
 * down. Thread-safe.
 */
public final class GatewayNode implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayNode.class);
    private static final long RESTART_AFTER_NANOS = 3_000_000_000L;

    private final String name;
    private final int number;
    private final int port;
    private final int http;
    private final @Nullable Links links;
    private final ProgramServer server;
    private final UnansweredLog unanswered;
    private volatile boolean wanted = true;
    private volatile boolean starting;
    private volatile boolean standing;
    private volatile long goneSince;
    /** When it was found to have ended without being told to, as {@link System#nanoTime()}. */
    private final List<Long> ends = new CopyOnWriteArrayList<>();

    private GatewayNode(String name, int number, int port, int http, @Nullable Links links, ProgramServer server) {
        this.name = name;
        this.number = number;
        this.port = port;
        this.http = http;
        this.links = links;
        this.server = server;
        this.unanswered = new UnansweredLog(server.logFile());
    }

    /** Starts a node and waits until it can serve. */
    static GatewayNode start(
            GatewayProgram program, int number, Path folder, NodeFile file, @Nullable Links links, String options) {
        String name = "node-" + (number + 1);
        if (links != null) {
            links.up(number);
        }
        Path config = file.writeTo(folder.resolve(name));
        ProgramServer server =
                program.startNode(name, folder.resolve(name), config, file.bindPort(), file.http(), options);
        return new GatewayNode(name, number, file.port(), file.http(), links, server);
    }

    public String name() {
        return name;
    }

    /** From 0. */
    int number() {
        return number;
    }

    /** At which other nodes reach it. */
    int port() {
        return port;
    }

    int http() {
        return http;
    }

    /** Whether it runs and was ready once since its start. */
    public boolean isUp() {
        return server.isAlive() && !starting;
    }

    /** How often it has ended without being told to. */
    public int ended() {
        return ends.size();
    }

    /** Whether it has ended without being told to, within that time. */
    public boolean endedWithin(Interval time) {
        return ends.stream().anyMatch(time::contains);
    }

    /** Whether it says that it has read this stanza of a user's behind the end of its stream, and could not answer. */
    boolean leftUnanswered(String user, String id) {
        return unanswered.names(user, id);
    }

    /** SIGKILL; it stays down until {@link #startAgain}. */
    public void kill() {
        wanted = false;
        server.kill();
        gone();
    }

    /** SIGTERM, and waits until it has ended; it stays down until {@link #startAgain}. */
    public void stop() {
        wanted = false;
        server.stop();
        gone();
    }

    /** SIGSTOP. */
    public void halt() {
        standing = true;
        server.suspend();
    }

    /** SIGCONT. */
    public void goOn() {
        server.resume();
        standing = false;
    }

    /** From now on it is to run: the next {@link #supervise} starts it. */
    public void startAgain() {
        if (standing) {
            goOn();
        }
        wanted = true;
        goneSince = System.nanoTime() - RESTART_AFTER_NANOS;
    }

    private void gone() {
        if (links != null) {
            links.down(number);
        }
    }

    /** To be called again and again: starts what has ended and is wanted. Returns at once. */
    void supervise() {
        if (!wanted || starting || server.isAlive()) {
            return;
        }
        long now = System.nanoTime();
        if (goneSince == 0) {
            goneSince = now;
            ends.add(now);
            gone();
            LOG.info("{} has ended by itself", name);
        }
        if (now - goneSince >= RESTART_AFTER_NANOS) {
            starting = true;
            Thread thread = new Thread(this::launch, "start-" + name);
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void launch() {
        try {
            if (links != null) {
                links.up(number);
            }
            server.restart();
            goneSince = 0;
        } catch (ServerException e) {
            LOG.warn("{} did not start: {}", name, e.getMessage());
            gone();
            goneSince = System.nanoTime();
        } finally {
            starting = false;
        }
    }

    @Override
    public void close() {
        wanted = false;
        server.close();
    }
}
