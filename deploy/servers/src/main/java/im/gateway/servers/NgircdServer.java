package im.gateway.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The IRC server ngircd (Debian 12), the poor one: no MONITOR, no SASL, no message tags. */
public final class NgircdServer extends ProcessServer {
    private static final String PROGRAM = "ngircd";
    private static final String PLAIN = "plain";

    private final Path executable;

    private NgircdServer(ServerFolder folder, Path executable, int port) {
        super(PROGRAM, folder, Map.of(PLAIN, port));
        this.executable = executable;
    }

    /** Why it cannot be started here and what to do about it; empty when it can. */
    public static Optional<String> missing() {
        return Programs.find(PROGRAM).isPresent() ? Optional.empty() : Optional.of(Programs.missing(PROGRAM, PROGRAM));
    }

    /** Starts it on a free port, in a temporary folder. */
    public static NgircdServer start() {
        return start(null, Ports.free());
    }

    /**
     * Starts it.
     *
     * @param chosen keeps its log; null for a temporary folder
     */
    public static NgircdServer start(@Nullable Path chosen, int port) {
        Path executable = Programs.require(PROGRAM, PROGRAM);
        NgircdServer server = new NgircdServer(ServerFolder.of(chosen, PROGRAM), executable, port);
        server.launch();
        return server;
    }

    /** The port for plain connections, its only one. */
    public int plainPort() {
        return port(PLAIN);
    }

    @Override
    List<String> command() {
        List<String> command = new ArrayList<>();
        if (Programs.runsAsRoot()) {
            // It never stays root. If it changed its user by itself, the kernel would forget that it is to end with its
            // parent.
            command.addAll(List.of(
                    Programs.require("setpriv", "util-linux").toString(),
                    "--reuid=nobody",
                    "--regid=nogroup",
                    "--clear-groups",
                    "--pdeathsig",
                    "KILL"));
        }
        command.addAll(List.of(
                executable.toString(), "--nodaemon", "--config", configuration().toString()));
        return command;
    }

    /** Outside the private folder, because that may lie where another user must not look. */
    private Path configuration() {
        try {
            Path file = Files.createTempFile("gateway-ngircd-", ".conf");
            Files.writeString(file, Template.fill("ngircd.conf", Map.of("port", plainPort())));
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    void ask() throws IOException {
        IrcQuestion.ask(host(), plainPort());
    }
}
