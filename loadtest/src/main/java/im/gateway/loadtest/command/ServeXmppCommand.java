package im.gateway.loadtest.command;

import im.gateway.loadtest.drive.Population;
import im.gateway.loadtest.drive.XmppUsers;
import im.gateway.loadtest.measure.Latencies;
import im.gateway.loadtest.measure.Ledger;
import im.gateway.loadtest.xmpp.ConnectionPolicy;
import im.gateway.loadtest.xmpp.PlayedXmppServer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code loadtest serve xmpp}: the played XMPP server alone, with the users of one domain behind it. */
@Command(
        name = "xmpp",
        description = {
            "Plays the XMPP server's side of a component port (XEP-0114): a gateway's nodes connect as they would to a real server.",
            "Users u0, u1 and on of one domain register, come online, add a contact (p0 and on) and approve every request; then"
                    + " it says every few seconds how many are online."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:ended by Ctrl-C", "1:the port cannot be used", "2:a wrong option"})
public final class ServeXmppCommand implements Callable<Integer> {
    private static final int MOST_USERS = 1_000_000;
    private static final int SAY_SECONDS = 5;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final ListenOptions listen = new ListenOptions(5347);

    @Option(
            names = "--component",
            paramLabel = "DOMAIN",
            defaultValue = "irc.localhost",
            description = "The gateway's domain (default: ${DEFAULT-VALUE}).")
    private String component = "irc.localhost";

    @Option(names = "--secret", paramLabel = "SECRET", required = true, description = "What admits the gateway.")
    private String secret = "";

    @Option(
            names = "--policy",
            paramLabel = "POLICY",
            defaultValue = "every_node",
            description = "every_node, or one_active: a second connection is refused (default: ${DEFAULT-VALUE}).")
    private ConnectionPolicy policy = ConnectionPolicy.EVERY_NODE;

    @Option(
            names = "--domain",
            paramLabel = "DOMAIN",
            defaultValue = "users.localhost",
            description = "The users' domain, which the gateway has to admit (default: ${DEFAULT-VALUE}).")
    private String domain = "users.localhost";

    @Option(
            names = "--users",
            paramLabel = "N",
            defaultValue = "10",
            description = "How many users, 1 to " + MOST_USERS + " (default: ${DEFAULT-VALUE}).")
    private int users;

    @Option(
            names = "--peers",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many contacts they share (default: ${DEFAULT-VALUE}).")
    private int peers;

    @Override
    public Integer call() throws InterruptedException {
        check("--users", users, MOST_USERS);
        check("--peers", peers, users);
        PrintWriter out = spec.commandLine().getOut();
        Population population = new Population(users, peers, domain, component, Population.Names.PLAIN);
        XmppUsers people = new XmppUsers(population, new Ledger(population.flows()), new Latencies(), 0, 1);
        EventLoopGroup loops = new NioEventLoopGroup(1);
        try (PlayedXmppServer server = PlayedXmppServer.start(
                new PlayedXmppServer.Settings(listen.address(), component, secret, policy, System.nanoTime()),
                loops,
                people::received)) {
            people.speakThrough(server);
            out.println("played XMPP server for " + component + " on " + listen.host() + ":"
                    + server.address().getPort() + "; Ctrl-C ends it");
            out.flush();
            CountDownLatch ended = CtrlC.latch();
            while (!ended.await(SAY_SECONDS, TimeUnit.SECONDS)) {
                comeOnline(people, server);
                out.println("streams: " + server.connections() + ", " + people);
                out.flush();
            }
            return 0;
        } catch (IllegalStateException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return 1;
        } finally {
            loops.shutdownGracefully(0, SAY_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
        }
    }

    /** Whoever has not got there tries again: a gateway may have been started later, or have refused. */
    private void comeOnline(XmppUsers people, PlayedXmppServer server) {
        if (server.connections() == 0) {
            return;
        }
        for (int user = 0; user < users; user++) {
            people.register(user, System.nanoTime());
            people.logIn(user, System.nanoTime());
        }
        server.flush();
    }

    private void check(String option, int value, int most) {
        if (value < 1 || value > most) {
            throw new ParameterException(spec.commandLine(), option + ": " + value + " (expected: 1 to " + most + ")");
        }
    }
}
