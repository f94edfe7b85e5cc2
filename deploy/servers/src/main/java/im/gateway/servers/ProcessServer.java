package im.gateway.servers;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What all servers have in common: the life of one process. Each kind of server adds its command and how it is asked. */
public abstract class ProcessServer implements RunningServer {
    private static final int LOG_LINES_IN_ERRORS = 25;
    private static final Duration PAUSE_BETWEEN_QUESTIONS = Duration.ofMillis(50);

    private final String name;
    private final Map<String, Integer> ports;
    private final ServerFolder folder;
    private volatile @Nullable Process process;

    ProcessServer(String name, ServerFolder folder, Map<String, Integer> ports) {
        this.name = name;
        this.folder = folder;
        this.ports = Map.copyOf(ports);
    }

    /** The program and its arguments; it stays in the foreground. */
    abstract List<String> command();

    /** Asks the server something by its protocol; throws while it is not ready. */
    abstract void ask() throws IOException;

    Map<String, String> environment() {
        return Map.of();
    }

    /** How long a start may take on a busy machine. */
    Duration startLimit() {
        return Duration.ofMinutes(1);
    }

    Duration stopLimit() {
        return Duration.ofSeconds(20);
    }

    /** The address that the ports are on. */
    public String host() {
        return Ports.LOOPBACK;
    }

    final ServerFolder folder() {
        return folder;
    }

    final int port(String purpose) {
        Integer port = ports.get(purpose);
        if (port == null) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "%s has no port %s, only %s", name, purpose, ports.keySet()));
        }
        return port;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final Map<String, Integer> ports() {
        return ports;
    }

    @Override
    public final Path logFile() {
        return folder.resolve(name + ".log");
    }

    @Override
    public final long pid() {
        return started().pid();
    }

    @Override
    public final boolean isAlive() {
        Process current = process;
        return current != null && current.isAlive();
    }

    /** Starts the process and waits until it answers. On failure nothing is left running. */
    final synchronized void launch() {
        requirePorts();
        ProcessBuilder builder = new ProcessBuilder(command())
                .directory(folder.path().toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile().toFile()));
        builder.environment().putAll(environment());
        Process starting;
        try {
            starting = Launcher.start(builder);
        } catch (IOException e) {
            throw new ServerException("cannot run " + name + ": " + e.getMessage(), e);
        }
        process = starting;
        ShutdownOrder.add(this);
        try {
            awaitReady(starting);
        } catch (RuntimeException e) {
            kill();
            throw e;
        }
    }

    private void requirePorts() {
        try {
            ports.values().forEach(port -> Ports.requireFree(host(), port, name));
        } catch (ServerException e) {
            // Nothing has run: there is no log to keep for the reader.
            folder.deleteIfTemporary();
            throw e;
        }
    }

    private void awaitReady(Process starting) {
        long deadline = System.nanoTime() + startLimit().toNanos();
        while (true) {
            IOException notReady;
            try {
                ask();
                return;
            } catch (IOException e) {
                notReady = e;
            }
            if (waitFor(starting, PAUSE_BETWEEN_QUESTIONS)) {
                throw new ServerException(String.format(
                        Locale.ROOT,
                        "%s ended with code %d while it was starting.%n%s",
                        name,
                        starting.exitValue(),
                        endOfLog()));
            }
            if (System.nanoTime() - deadline > 0) {
                throw new ServerException(String.format(
                        Locale.ROOT,
                        "%s did not answer within %d s (%s).%n%s",
                        name,
                        startLimit().toSeconds(),
                        notReady.getMessage(),
                        endOfLog()));
            }
        }
    }

    // Not synchronized with a start: whoever stops a server must not have to wait until it is ready.
    @Override
    public final void stop() {
        Process current = process;
        if (current != null && current.isAlive()) {
            // A halted process would not see the signal.
            signal("CONT");
            current.destroy();
            if (!waitFor(current, stopLimit())) {
                kill();
            }
        }
        ShutdownOrder.remove(this);
    }

    @Override
    public final void kill() {
        Process current = process;
        if (current != null) {
            current.descendants().forEach(ProcessHandle::destroyForcibly);
            current.destroyForcibly();
            if (!waitFor(current, Duration.ofSeconds(10))) {
                throw new ServerException(String.format(
                        Locale.ROOT, "%s (pid %d) did not end within 10 s of SIGKILL", name, current.pid()));
            }
        }
        ShutdownOrder.remove(this);
    }

    @Override
    public final synchronized void restart() {
        stop();
        launch();
    }

    @Override
    public final void suspend() {
        signal("STOP");
    }

    @Override
    public final void resume() {
        signal("CONT");
    }

    @Override
    public final void close() {
        stop();
        folder.deleteIfTemporary();
    }

    private void signal(String signal) {
        long pid = started().pid();
        try {
            // The shell's own kill is everywhere; the program kill is not.
            Process kill = new ProcessBuilder("sh", "-c", "kill -" + signal + " " + pid)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!waitFor(kill, Duration.ofSeconds(10))
                    || (kill.exitValue() != 0 && started().isAlive())) {
                throw new ServerException(
                        String.format(Locale.ROOT, "cannot send SIG%s to %s (pid %d)", signal, name, pid));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process started() {
        Process current = process;
        if (current == null) {
            throw new IllegalStateException(name + " was not started");
        }
        return current;
    }

    private String endOfLog() {
        try {
            List<String> lines = new String(Files.readAllBytes(logFile()), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            List<String> last = lines.subList(Math.max(0, lines.size() - LOG_LINES_IN_ERRORS), lines.size());
            return String.format(
                    Locale.ROOT, "Last lines of %s:%n%s", logFile(), String.join(System.lineSeparator(), last));
        } catch (IOException e) {
            return "No log: " + e.getMessage();
        }
    }

    private static boolean waitFor(Process process, Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerException("interrupted", e);
        }
    }
}
