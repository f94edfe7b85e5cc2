package im.gateway.loadtest.run;

import im.gateway.loadtest.link.Links;
import im.gateway.loadtest.measure.JvmProbe;
import im.gateway.loadtest.measure.MetricsProbe;
import im.gateway.loadtest.measure.ProcessCpu;
import im.gateway.loadtest.scenario.Fault;
import im.gateway.servers.Ports;
import im.gateway.servers.ProgramServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A node of the gateway through all its starts: what it has used is counted on from one process to the next, and a node that is not there
 * has nothing in its heap. Thread-safe.
 */
final class GatewayNode implements Watched, AutoCloseable {
    private final ProgramServer server;
    private final int jmx;
    private final int http;
    private final int number;
    private final MetricsProbe metrics;
    private final @Nullable Links links;
    private final long askEveryNanos;
    private @Nullable JvmProbe probe;
    private JvmUsage told = new JvmUsage(0, 0, 0);
    private long toldAt;
    private long pid;
    private Usage before = Usage.NONE;
    private Usage last = Usage.NONE;
    private boolean paused;

    private record JvmUsage(long collections, long collectionMillis, double heapMebibytes) {}

    /**
     * A node that runs.
     *
     * @param jmx the port that its JVM tells its memory on
     * @param http the port that it tells its cluster, its health and its counts on
     * @param number among the nodes, from 0
     * @param links between the nodes, where they can be cut
     * @param askEvery how long what its JVM has told of its memory is taken for true: the answers are the node's CPU time, too
     */
    GatewayNode(ProgramServer server, int jmx, int http, int number, @Nullable Links links, Duration askEvery)
            throws IOException {
        this.server = server;
        this.jmx = jmx;
        this.http = http;
        this.metrics = new MetricsProbe(URI.create("http://" + Ports.LOOPBACK + ":" + http + "/metrics"));
        this.number = number;
        this.links = links;
        this.askEveryNanos = askEvery.toNanos();
        this.pid = server.pid();
        this.probe = JvmProbe.connect(Ports.LOOPBACK, jmx);
    }

    @Override
    public String name() {
        return server.name();
    }

    /** The port that it tells its cluster, its health and its counts on. */
    int http() {
        return http;
    }

    @Override
    public synchronized Usage usage() {
        JvmProbe asked = probe;
        if (asked == null || paused || !server.isAlive()) {
            return last.withoutHeap();
        }
        try {
            JvmUsage jvm = ask(asked);
            Usage now = new Usage(
                    ProcessCpu.seconds(pid),
                    ProcessCpu.seconds(pid, "C1 Compiler") + ProcessCpu.seconds(pid, "C2 Compiler"),
                    jvm.collections(),
                    jvm.collectionMillis(),
                    jvm.heapMebibytes());
            last = now.after(before);
            return last;
        } catch (IOException | RuntimeException gone) {
            // It has ended between the question and the answer.
            return last.withoutHeap();
        }
    }

    private JvmUsage ask(JvmProbe asked) {
        long now = System.nanoTime();
        if (toldAt == 0 || now - toldAt >= askEveryNanos) {
            told = new JvmUsage(asked.collections(), asked.collectionMillis(), asked.heapMebibytes());
            toldAt = now;
        }
        return told;
    }

    @Override
    public double residentMebibytes() throws IOException {
        return server.isAlive() ? ProcessCpu.residentMebibytes(server.pid()) : 0;
    }

    @Override
    public synchronized double liveHeapMebibytes() {
        JvmProbe asked = probe;
        return asked == null || !server.isAlive() ? 0 : asked.liveHeapMebibytes();
    }

    @Override
    public synchronized Map<String, Long> liveClasses() throws IOException {
        JvmProbe asked = probe;
        return asked == null ? Map.of() : asked.liveClasses();
    }

    @Override
    public Map<String, Double> counts() {
        try {
            return server.isAlive() ? metrics.read("gateway_") : Map.of();
        } catch (IOException gone) {
            // It has ended between the question and the answer, or stands still.
            return Map.of();
        }
    }

    @Override
    public void suffer(Fault.What what) {
        switch (what) {
            case KILL -> {
                forget();
                server.kill();
                takeConnections(false);
            }
            case STOP -> {
                forget();
                server.stop();
                takeConnections(false);
            }
            case START -> start();
            case PAUSE -> {
                pause(true);
                server.suspend();
            }
            case RESUME -> {
                server.resume();
                pause(false);
            }
            case PARTITION -> links().isolate(number, true);
            case MEND -> links().isolate(number, false);
            case RESTART_ALL, DROP_LEGACY, DROP_XMPP ->
                throw new IllegalArgumentException(what + " (expected: what concerns one node)");
        }
    }

    private Links links() {
        return Objects.requireNonNull(links, "links of a scenario that cuts them");
    }

    /** A host on which no process listens refuses. */
    private void takeConnections(boolean on) {
        Links known = links;
        if (known != null && on) {
            known.up(number);
        } else if (known != null) {
            known.down(number);
        }
    }

    /** A halted JVM answers nothing, and asking it would halt whoever asks. */
    private synchronized void pause(boolean on) {
        paused = on;
    }

    private synchronized void forget() {
        JvmProbe known = probe;
        probe = null;
        if (known != null) {
            closeQuietly(known);
        }
    }

    private void start() {
        forget();
        takeConnections(true);
        server.restart();
        synchronized (this) {
            before = last;
            pid = server.pid();
            toldAt = 0;
            try {
                probe = JvmProbe.connect(Ports.LOOPBACK, jmx);
            } catch (IOException e) {
                throw new UncheckedIOException("the node does not tell its memory", e);
            }
        }
    }

    private static void closeQuietly(JvmProbe probe) {
        try {
            probe.close();
        } catch (IOException ended) {
            // The JVM is gone, and the connection with it.
        }
    }

    @Override
    public void close() {
        forget();
        server.close();
    }
}
