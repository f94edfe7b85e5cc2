package im.gateway.loadtest.users;

import im.gateway.loadtest.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code loadtest serve oscar} as a process of its own, so that its heap is not the measured one. */
public final class Simulator implements AutoCloseable {
    private static final long SECONDS_TO_END = 10;

    private static final Pattern PORT = Pattern.compile("on 127\\.0\\.0\\.1:(\\d+);");

    private final Process process;
    private final int port;

    private Simulator(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** A network with so many accounts, u0 and on, each with the next ones on its list. */
    public static Simulator start(int users, int contacts) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx768m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "serve",
                        "oscar",
                        "--port",
                        "0",
                        "--population",
                        "u:" + users + ":" + contacts + ":pw")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out = process.inputReader();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            Matcher port = PORT.matcher(line);
            if (port.find()) {
                return new Simulator(process, Integer.parseInt(port.group(1)));
            }
        }
        throw new IOException("the simulated network did not start");
    }

    public int port() {
        return port;
    }

    /** Ends it as an operator does; whether it had ended by itself ten seconds later. */
    public boolean stop() {
        process.destroy();
        try {
            return process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        if (!stop()) {
            process.destroyForcibly();
        }
    }
}
