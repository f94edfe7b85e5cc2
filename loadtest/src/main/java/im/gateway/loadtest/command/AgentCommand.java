package im.gateway.loadtest.command;

import im.gateway.loadtest.agent.Agent;
import im.gateway.loadtest.quickstart.Narrator;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code loadtest agent}: a further process that makes load. */
@Command(
        name = "agent",
        description = {
            "Makes load for \"loadtest run SCENARIO --agents HOST:PORT,...\", which tells it what to do; serves one run after the other, until"
                    + " Ctrl-C.",
            "Whoever knows the secret has it connect wherever they say, and the connection is not encrypted: it listens on loopback"
                    + " unless told otherwise, and elsewhere belongs into a network of trust or a tunnel."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:ended by Ctrl-C", "1:the port cannot be used", "2:a wrong option"})
public final class AgentCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:7627",
            description = "Where to listen; port 0 for any free one (default: ${DEFAULT-VALUE}).")
    private String listen = "127.0.0.1:7627";

    @Option(
            names = "--secret",
            paramLabel = "SECRET",
            defaultValue = "${env:LOADTEST_SECRET:-}",
            description = "What a coordinator has to know; required where it listens elsewhere than on loopback"
                    + " (default: the environment's LOADTEST_SECRET).")
    private String secret = "";

    @Override
    public Integer call() {
        InetSocketAddress address = Addresses.parse(spec, "--listen", listen);
        if (secret.isEmpty() && !address.getAddress().isLoopbackAddress()) {
            throw new ParameterException(
                    spec.commandLine(), "--secret: none (expected: one, where --listen is not loopback)");
        }
        Narrator narrator = new Narrator(spec.commandLine().getOut(), System::nanoTime);
        try (Agent agent = new Agent(address, secret)) {
            narrator.say("agent on " + agent.address().getHostString() + ":"
                    + agent.address().getPort() + "; Ctrl-C ends it");
            agent.serve(narrator);
            return 0;
        } catch (IOException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return 1;
        }
    }
}
