package im.gateway.loadtest.quickstart;

import im.gateway.servers.Ports;
import im.gateway.servers.ProgramServer;
import im.gateway.servers.ServerException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The gateway's own program, {@code bin/gateway} of its distribution: its commands, and nodes of it. */
public final class GatewayProgram {
    private static final Duration COMMAND_LIMIT = Duration.ofMinutes(2);

    private final Path launcher;

    /**
     * The program that a launcher starts.
     *
     * @param launcher {@code bin/gateway} of the gateway's distribution
     * @throws ServerException when it is not there
     */
    public GatewayProgram(Path launcher) {
        if (!Files.isExecutable(launcher)) {
            throw new ServerException("the gateway is not at " + launcher
                    + ": build it with mvn -DskipTests package, or say --gateway PATH");
        }
        this.launcher = launcher.toAbsolutePath();
    }

    /**
     * Makes a file of new keys that only its owner may read; the gateway refuses others.
     *
     * @param log takes what the command says beside the keys
     */
    public void makeKeys(Path file, Path log) {
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (IOException e) {
            throw new ServerException("cannot make " + file, e);
        }
        run(file, log, "keys", "new");
    }

    /** Makes the tables in Cassandra, or finds them there. */
    public void applySchema(Path config, Path log) {
        run(log, log, "schema", "apply", "--config", config.toString());
    }

    private void run(Path output, Path errors, String... arguments) {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        String name = "gateway " + String.join(" ", arguments);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                    .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()))
                    .start();
            if (!process.waitFor(COMMAND_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new ServerException(
                        name + " did not end within " + COMMAND_LIMIT.toSeconds() + " s, see " + errors);
            }
            if (process.exitValue() != 0) {
                throw new ServerException(name + " ended with code " + process.exitValue() + ":\n"
                        + Files.readString(errors, StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new ServerException("cannot run " + name, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerException("interrupted", e);
        }
    }

    /** Starts a node and waits until it can serve. */
    ProgramServer startNode(String name, Path folder, NodeConfig config) {
        return startNode(name, folder, config.writeTo(folder), config.artery(), config.http(), "-Xmx512m");
    }

    /** Starts a node that may use all cores, and waits until it can serve. */
    public ProgramServer startNode(String name, Path folder, Path config, int artery, int http, String javaOptions) {
        return startNode(name, folder, config, artery, http, javaOptions, "");
    }

    /**
     * Starts a node and waits until it can serve.
     *
     * @param config the node's configuration
     * @param artery its port for other nodes, as the configuration has it
     * @param http its port for health, as the configuration has it
     * @param javaOptions of its JVM
     * @param cores of the machine that it may use, as {@code taskset} of util-linux has them; empty for all
     */
    public ProgramServer startNode(
            String name, Path folder, Path config, int artery, int http, String javaOptions, String cores) {
        List<String> command = new ArrayList<>(cores.isEmpty() ? List.of() : List.of("taskset", "-c", cores));
        command.addAll(List.of(launcher.toString(), "run", "--config", config.toString()));
        return ProgramServer.builder(
                        name, folder, command, URI.create("http://" + Ports.LOOPBACK + ":" + http + "/ready"))
                .port("cluster", artery)
                .port("http", http)
                .environment("JAVA_OPTS", javaOptions)
                .start();
    }
}
