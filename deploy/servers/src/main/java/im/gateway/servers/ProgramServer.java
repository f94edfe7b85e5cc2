package im.gateway.servers;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A program of this project that runs as a process of its own: a node of the gateway, which says over HTTP when it is ready, or another. */
public final class ProgramServer extends ProcessServer {
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);

    private final List<String> command;
    private final Map<String, String> environment;
    private final Readiness readiness;

    /** Finds out whether the program is ready. */
    @FunctionalInterface
    public interface Readiness {
        /** Throws while it is not. */
        void ask() throws IOException;
    }

    private ProgramServer(
            String name,
            ServerFolder folder,
            Map<String, Integer> ports,
            List<String> command,
            Map<String, String> environment,
            Readiness readiness) {
        super(name, folder, ports);
        this.command = List.copyOf(command);
        this.environment = Map.copyOf(environment);
        this.readiness = readiness;
    }

    /**
     * What is to run.
     *
     * @param name in messages, and of the log file
     * @param folder where it runs, and where its log is
     * @param command the program and its arguments; it stays in the foreground
     * @param readiness answers 200 when the program is ready
     */
    public static Builder builder(String name, Path folder, List<String> command, URI readiness) {
        HttpClient http = HttpClient.newBuilder().connectTimeout(ANSWER_LIMIT).build();
        return builder(name, folder, command, () -> ask(http, readiness));
    }

    /**
     * What is to run.
     *
     * @param name in messages, and of the log file
     * @param folder where it runs, and where its log is
     * @param command the program and its arguments; it stays in the foreground
     * @param readiness tells when the program is ready
     */
    public static Builder builder(String name, Path folder, List<String> command, Readiness readiness) {
        return new Builder(name, folder, command, readiness);
    }

    /** What may be said beyond that. */
    public static final class Builder {
        private final String name;
        private final Path folder;
        private final List<String> command;
        private final Readiness readiness;
        private final Map<String, Integer> ports = new TreeMap<>();
        private final Map<String, String> environment = new HashMap<>();

        private Builder(String name, Path folder, List<String> command, Readiness readiness) {
            this.name = name;
            this.folder = folder;
            this.command = command;
            this.readiness = readiness;
        }

        /** A port that it listens on; it has to be free when the program starts. */
        public Builder port(String purpose, int port) {
            ports.put(purpose, port);
            return this;
        }

        public Builder environment(String variable, String value) {
            environment.put(variable, value);
            return this;
        }

        /** Starts it and waits until it is ready. */
        public ProgramServer start() {
            ProgramServer server =
                    new ProgramServer(name, ServerFolder.of(folder, name), ports, command, environment, readiness);
            server.launch();
            return server;
        }
    }

    @Override
    List<String> command() {
        return command;
    }

    @Override
    Map<String, String> environment() {
        return environment;
    }

    @Override
    void ask() throws IOException {
        readiness.ask();
    }

    private static void ask(HttpClient http, URI readiness) throws IOException {
        HttpRequest request =
                HttpRequest.newBuilder(readiness).timeout(ANSWER_LIMIT).build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IOException(readiness + " answers " + answer.statusCode() + " " + answer.body());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    Duration startLimit() {
        // A node joins the cluster, opens the journal and its streams; on two cores that start several JVMs this takes
        // a while.
        return Duration.ofMinutes(2);
    }

    @Override
    Duration stopLimit() {
        // A node that leaves hands its users over first.
        return Duration.ofSeconds(40);
    }
}
