package im.gateway.servers;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Starts processes that cannot outlive this JVM, also when it is killed by SIGKILL and no shutdown hook runs.
 *
 * <p>{@code setpriv --pdeathsig KILL} asks the kernel to end the process with its parent. To the kernel the parent is the
 * <em>thread</em> that started it (prctl(2), PR_SET_PDEATHSIG); therefore one thread, which never ends, starts all of them. {@code
 * setsid} takes the process out of the terminal's group, so that Ctrl-C reaches this JVM alone and the order of stopping is ours.
 * Both programs are in util-linux; where they are missing the shutdown hook has to do.
 */
final class Launcher {
    private static final ExecutorService STARTER = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "server-starter");
        thread.setDaemon(true);
        return thread;
    });

    private static final List<String> PREFIX = prefix();

    private Launcher() {}

    /** Starts the builder's command; changes the builder's command. */
    static Process start(ProcessBuilder builder) throws IOException {
        List<String> command = new ArrayList<>(PREFIX);
        command.addAll(builder.command());
        builder.command(command);
        try {
            return STARTER.submit(builder::start).get();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while starting " + command, e);
        }
    }

    private static List<String> prefix() {
        List<String> prefix = new ArrayList<>();
        Programs.find("setsid").ifPresent(setsid -> prefix.add(setsid.toString()));
        Programs.find("setpriv")
                .ifPresent(setpriv -> prefix.addAll(List.of(setpriv.toString(), "--pdeathsig", "KILL")));
        return List.copyOf(prefix);
    }
}
