package im.gateway.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The IRC server ergochat (Debian 13), the rich one: SASL, MONITOR, message tags, accounts. It is not installed but unpacked in a
 * cache folder by deploy/fetch-ergochat.
 */
public final class ErgoServer extends ProcessServer {
    static final String CACHE_ENVIRONMENT = "GATEWAY_SERVERS_CACHE";
    private static final String MISSING = "ergochat is not there: run deploy/fetch-ergochat";

    private static final String PLAIN = "plain";
    private static final String TLS = "tls";

    private final Program program;

    /** The executable and the folder of its translations. */
    private record Program(Path executable, Path languages) {}

    private ErgoServer(ServerFolder folder, Program program, Map<String, Integer> ports) {
        super("ergochat", folder, ports);
        this.program = program;
    }

    /** Why it cannot be started here and what to do about it; empty when it can. */
    public static Optional<String> missing() {
        return program().isPresent() ? Optional.empty() : Optional.of(MISSING);
    }

    public static Builder builder() {
        return new Builder();
    }

    /** How a server is to be; every setting has a value that suits a test. */
    public static final class Builder {
        private @Nullable Path folder;
        private int plainPort;
        private int tlsPort;
        private boolean floodLimit;

        private Builder() {}

        /** Keeps data and log in this folder; otherwise they are in a temporary one. */
        public Builder folder(Path chosen) {
            folder = chosen;
            return this;
        }

        /** The port for plain connections; otherwise a free one. */
        public Builder plainPort(int port) {
            plainPort = port;
            return this;
        }

        /** The port for TLS connections (a certificate that it signed itself); otherwise a free one. */
        public Builder tlsPort(int port) {
            tlsPort = port;
            return this;
        }

        /** Slows a client down after five messages in a second, as public networks do; off otherwise. */
        public Builder floodLimit(boolean limited) {
            floodLimit = limited;
            return this;
        }

        public ErgoServer start() {
            Program program = program().orElseThrow(() -> new ServerException(MISSING));
            int plain = plainPort == 0 ? Ports.free() : plainPort;
            int tls = tlsPort == 0 ? Ports.free() : tlsPort;
            ErgoServer server =
                    new ErgoServer(ServerFolder.of(folder, "ergochat"), program, Map.of(PLAIN, plain, TLS, tls));
            server.prepare(floodLimit);
            server.launch();
            return server;
        }
    }

    /** The port for plain connections. */
    public int plainPort() {
        return port(PLAIN);
    }

    /** The port for TLS connections. */
    public int tlsPort() {
        return port(TLS);
    }

    /**
     * Makes an account; its nick is reserved for it.
     *
     * @throws ServerException with the server's own words when it refuses, for example because there is one of this name
     */
    public void register(String account, String password) {
        try {
            IrcQuestion.register(host(), plainPort(), account, password);
        } catch (IOException e) {
            throw new ServerException(e.getMessage() == null ? e.toString() : e.getMessage(), e);
        }
    }

    /** The certificate of the TLS port, in PEM: a client has to trust it. */
    public Path certificate() {
        return folder().resolve("fullchain.pem");
    }

    private void prepare(boolean floodLimit) {
        folder().write(
                        "ircd.yaml",
                        Template.fill(
                                "ergo.yaml",
                                Map.of("plain", plainPort(), "tls", tlsPort(), "flood_limit", floodLimit)));
        copyLanguages();
        if (!Files.exists(certificate())) {
            run("mkcerts");
        }
        if (!Files.exists(folder().resolve("ircd.db"))) {
            run("initdb");
        }
    }

    private void copyLanguages() {
        Path target = folder().makeFolder("languages");
        try (Stream<Path> files = Files.list(program.languages())) {
            for (Path file : files.toList()) {
                Path copy = target.resolve(file.getFileName());
                if (!Files.exists(copy)) {
                    Files.copy(file, copy);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One of the program's commands that prepare its folder; they take a fraction of a second. */
    private void run(String command) {
        try {
            Process process = new ProcessBuilder(program.executable().toString(), command, "--quiet")
                    .directory(folder().path().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile().toFile()))
                    .start();
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new ServerException("ergochat " + command + " did not end within 30 s, see " + logFile());
            }
            if (process.exitValue() != 0) {
                throw new ServerException(
                        "ergochat " + command + " ended with code " + process.exitValue() + ", see " + logFile());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerException("interrupted", e);
        }
    }

    @Override
    List<String> command() {
        return List.of(program.executable().toString(), "run");
    }

    @Override
    void ask() throws IOException {
        IrcQuestion.ask(host(), plainPort());
    }

    private static Optional<Program> program() {
        Path unpacked = cache().resolve("ergochat");
        return Stream.of(unpacked, Path.of("/"))
                .map(root ->
                        new Program(root.resolve("usr/bin/ergochat"), root.resolve("usr/share/ergochat/languages")))
                .filter(program -> Files.isExecutable(program.executable()) && Files.isDirectory(program.languages()))
                .findFirst();
    }

    /** The same folder as in deploy/fetch-ergochat. */
    private static Path cache() {
        String chosen = System.getenv(CACHE_ENVIRONMENT);
        if (chosen != null && !chosen.isBlank()) {
            return Path.of(chosen);
        }
        String caches = System.getenv("XDG_CACHE_HOME");
        Path parent = caches != null && !caches.isBlank()
                ? Path.of(caches)
                : Path.of(System.getProperty("user.home"), ".cache");
        return parent.resolve("gateway-servers");
    }
}
