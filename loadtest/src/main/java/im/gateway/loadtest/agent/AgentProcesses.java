package im.gateway.loadtest.agent;

import im.gateway.loadtest.quickstart.Narrator;
import im.gateway.servers.Ports;
import im.gateway.servers.ProgramServer;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;

/** Agents that are processes of this machine, for one run: they do not outlive this process. */
public final class AgentProcesses implements AutoCloseable {
    private static final String MAIN = "im.gateway.loadtest.Main";
    private static final int SECRET_BYTES = 16;

    private final Deque<ProgramServer> running = new ArrayDeque<>();
    private final List<InetSocketAddress> addresses = new ArrayList<>();
    private final String secret;

    private AgentProcesses(String secret) {
        this.secret = secret;
    }

    /**
     * Starts them and waits until they listen; on failure none is left.
     *
     * @param folder gets a folder with a log for each
     * @param random for the secret, which nobody else is to guess
     */
    public static AgentProcesses start(int processes, Path folder, RandomGenerator random, Narrator narrator)
            throws Exception {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        AgentProcesses agents = new AgentProcesses(HexFormat.of().formatHex(secret));
        try {
            for (int agent = 1; agent <= processes; agent++) {
                String name = "agent-" + agent;
                agents.running.push(narrator.step("process " + name, () -> agents.start(name, folder)));
            }
            return agents;
        } catch (Exception e) {
            agents.close();
            throw e;
        }
    }

    /** The secret goes by the environment, which other users of the machine do not see. */
    private ProgramServer start(String name, Path folder) {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), Ports.free());
        List<String> command = new ArrayList<>(ownProgram());
        command.addAll(List.of("agent", "--listen", Ports.LOOPBACK + ":" + address.getPort()));
        addresses.add(address);
        return ProgramServer.builder(name, folder.resolve(name), command, () -> listens(address))
                .port("agent", address.getPort())
                .environment("LOADTEST_SECRET", secret)
                .start();
    }

    private static void listens(InetSocketAddress address) throws IOException {
        new Socket(address.getAddress(), address.getPort()).close();
    }

    /** What has this program run once more, in a JVM like this one. */
    private static List<String> ownProgram() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> !argument.startsWith("-agentlib:") && !argument.startsWith("-javaagent:"))
                .forEach(command::add);
        command.addAll(List.of("-cp", absolute(System.getProperty("java.class.path")), MAIN));
        return command;
    }

    /** An agent runs in a folder of its own. */
    private static String absolute(String classPath) {
        List<String> entries = new ArrayList<>();
        for (String entry : classPath.split(File.pathSeparator, -1)) {
            entries.add(Path.of(entry).toAbsolutePath().toString());
        }
        return String.join(File.pathSeparator, entries);
    }

    public List<InetSocketAddress> addresses() {
        return List.copyOf(addresses);
    }

    /** What a coordinator has to know. */
    public String secret() {
        return secret;
    }

    @Override
    public void close() {
        while (!running.isEmpty()) {
            running.pop().close();
        }
    }
}
