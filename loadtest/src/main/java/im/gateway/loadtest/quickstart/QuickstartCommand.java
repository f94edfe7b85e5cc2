package im.gateway.loadtest.quickstart;

import im.gateway.servers.RunningServer;
import im.gateway.servers.ServerException;
import im.gateway.servers.ShutdownOrder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code loadtest quickstart}: starts every part, plays one conversation and stays for the reader's own client. */
@Command(
        name = "quickstart",
        description = {
            "Starts Cassandra, an XMPP server, an IRC server and nodes of the gateway, each as a process of its own on loopback,"
                    + " and a simulated OSCAR network for AIM and ICQ in this process,"
                    + " plays one conversation through all of them, and stays until Ctrl-C for your own client.",
            "Nothing of it remains afterwards but the logs."
        },
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:every step held", "1:a step did not hold, or a part did not start", "2:a wrong option"})
public final class QuickstartCommand implements Callable<Integer> {
    private static final int CLIENT_PORT = 5222;
    private static final int IRC_PORT = 6667;
    private static final int OSCAR_PORT = 5190;

    /** Whichever client the reader has, it shows who is online: Gajim shows presence of resources only. */
    private static final String CONTACT_RESOURCE = "gateway";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--once",
            description = "End after the conversation. Ports that are not given are any free ones then.")
    private boolean once;

    @Option(
            names = "--nodes",
            paramLabel = "N",
            defaultValue = "2",
            description = "How many nodes of the gateway, 1 to 9 (default: ${DEFAULT-VALUE}).")
    private int nodes;

    @Option(
            names = "--server",
            paramLabel = "NAME",
            defaultValue = "prosody",
            description = "The XMPP server: prosody or ejabberd (default: ${DEFAULT-VALUE}).")
    private Parts.Server server = Parts.Server.PROSODY;

    @Option(
            names = "--client-port",
            paramLabel = "PORT",
            description = "Where XMPP clients connect (default: " + CLIENT_PORT + ").")
    private @Nullable Integer clientPort;

    @Option(
            names = "--irc-port",
            paramLabel = "PORT",
            description = "Where IRC clients connect (default: " + IRC_PORT + ").")
    private @Nullable Integer ircPort;

    @Option(
            names = "--oscar-port",
            paramLabel = "PORT",
            description = "Where the simulated OSCAR network listens (default: " + OSCAR_PORT + ").")
    private @Nullable Integer oscarPort;

    @Option(
            names = "--folder",
            paramLabel = "PATH",
            description =
                    "Keeps data and logs there; an earlier run's are deleted first (default: a temporary folder).")
    private @Nullable Path folder;

    @Option(
            names = "--gateway",
            paramLabel = "PATH",
            required = true,
            description = "The gateway's launcher: bin/gateway of its distribution.")
    @SuppressWarnings("NullAway.Init")
    private Path gateway;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    @SuppressWarnings("UnusedVariable")
    private boolean help;

    @Override
    public Integer call() {
        if (nodes < 1 || nodes > 9) {
            throw new ParameterException(spec.commandLine(), "--nodes: " + nodes + " (expected: 1 to 9)");
        }
        PrintWriter out = spec.commandLine().getOut();
        Narrator narrator = new Narrator(out, System::nanoTime);
        List<String> missing = Parts.missing(server);
        if (!missing.isEmpty()) {
            missing.forEach(narrator::say);
            return 1;
        }
        try {
            return run(narrator, RunFolder.make(folder));
        } catch (ServerException e) {
            narrator.say(String.valueOf(e.getMessage()));
            return 1;
        }
    }

    private int run(Narrator narrator, RunFolder run) {
        narrator.say("Logs are in " + run.path());
        ShutdownOrder.afterwards(() -> {
            run.keepOnlyLogs();
            narrator.say("Stopped. Logs are in " + run.path());
        });
        try (Parts parts = Parts.none(narrator, run.path())) {
            Stage stage = parts.start(plan());
            converse(stage, narrator);
            if (!once) {
                narrator.say(Invitation.text(stage));
                RunningServer ended = parts.awaitEnd();
                throw new ServerException(ended.name() + " has ended by itself, see " + ended.logFile());
            }
            narrator.say("Stopping");
            return 0;
        } catch (Exception e) {
            // In a JVM that ends, parts fail because they are being stopped.
            if (!ShutdownOrder.hasBegun()) {
                narrator.say(e instanceof ServerException ? String.valueOf(e.getMessage()) : e.toString());
            }
            return 1;
        }
    }

    private Parts.Plan plan() {
        return new Parts.Plan(nodes, server, port(clientPort, CLIENT_PORT), port(ircPort, IRC_PORT), gateway)
                .withOscar(port(oscarPort, OSCAR_PORT))
                .withContactResource(CONTACT_RESOURCE);
    }

    /** Nobody connects by hand to a run that ends by itself. */
    private int port(@Nullable Integer chosen, int usual) {
        if (chosen != null) {
            return chosen;
        }
        return once ? 0 : usual;
    }

    private static void converse(Stage stage, Narrator narrator) throws Exception {
        Optional<Conversation> conversation =
                ServiceLoader.load(Conversation.class).findFirst();
        if (conversation.isEmpty()) {
            throw new ServerException("no conversation is among the jars in lib/: build the distribution again");
        }
        narrator.say("The conversation of " + stage.user().address() + " with "
                + stage.contactOnIrc().name() + " on IRC, and with contacts on the simulated OSCAR network");
        conversation.get().play(stage, narrator);
    }
}
