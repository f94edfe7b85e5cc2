package im.gateway.loadtest.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.loadtest.quickstart.Parts;
import im.gateway.loadtest.quickstart.Stage;
import im.gateway.loadtest.talk.IrcUser;
import im.gateway.protocol.irc.IrcLine;
import im.gateway.servers.ServerKind;
import im.gateway.servers.junit.RequiresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A client of another library, in another language: slixmpp goes from discovery through registration to unregistration, twice. */
@RequiresServer({ServerKind.CASSANDRA, ServerKind.PROSODY, ServerKind.ERGOCHAT})
class SlixmppIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Debian's: another one on the path does not see Debian's libraries. */
    private static final String PYTHON = "/usr/bin/python3";

    private static final String LACKING =
            "slixmpp is not installed: deploy/install, or apt-get install python3-slixmpp";

    private static final int STEPS = 15;

    @BeforeAll
    static void slixmppIsThere() throws Exception {
        boolean there = false;
        if (Files.isExecutable(Path.of(PYTHON))) {
            Process probe = new ProcessBuilder(PYTHON, "-c", "import slixmpp")
                    .redirectErrorStream(true)
                    .start();
            there = probe.waitFor(30, TimeUnit.SECONDS) && probe.exitValue() == 0;
        }
        if (!there && "required".equals(System.getProperty("gateway.servers"))) {
            throw new AssertionError(LACKING);
        }
        Assumptions.assumeTrue(there, LACKING);
    }

    @Test
    @Timeout(value = 8, unit = TimeUnit.MINUTES)
    @Tag("xep0100-4.1.1-2")
    @Tag("xep0100-4.1.1-6")
    @Tag("xep0100-4.1.2-1a")
    @Tag("xep0100-4.3.1-4")
    @Tag("xep0100-4.4.1-3")
    @Tag("xep0100-4.5.1-4")
    @Tag("xep0100-4.6.1-3")
    @Tag("xep0100-4.7.1-3-state")
    @Tag("xep0100-4.8.1-2")
    @Tag("xep0100-5.3.1-2")
    void goesFromDiscoveryToUnregistrationByPlainCalls() throws Exception {
        Run run = Run.start("slixmpp", Parts.Server.PROSODY, 1);
        try (run) {
            Stage stage = run.stage();
            try (IrcUser friend = IrcUser.logIn(
                    stage.irc(),
                    stage.contactOnIrc().name(),
                    stage.contactOnIrc().password(),
                    PATIENCE)) {
                friend.onLine(line -> answer(friend, line));
                Path output = run.folder().resolve("slixmpp.log");
                int status = play(stage, output);
                List<String> said = Files.readAllLines(output);
                assertThat(status).as("exit status; said %s", said).isZero();
                assertThat(said).hasSize(STEPS).allMatch(line -> line.startsWith("ok "));
            }
        }
        assertThat(run.complaints()).as("what the nodes complained of").isEmpty();
    }

    /** Says everything back, and goes away when told so. */
    private static void answer(IrcUser friend, IrcLine line) {
        if (!line.command().equals("PRIVMSG") || line.source() == null) {
            return;
        }
        try {
            if (line.lastParam().equals("Begone!")) {
                friend.away("to the friar's cell");
            } else {
                friend.say(line.source().nick(), line.lastParam());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int play(Stage stage, Path output) throws Exception {
        Path script = Path.of(Objects.requireNonNull(SlixmppIT.class.getResource("/slixmpp/conversation.py"))
                .toURI());
        ProcessBuilder command = new ProcessBuilder(
                        PYTHON,
                        script.toString(),
                        "--host=" + stage.client().getHostString(),
                        "--port=" + stage.client().getPort(),
                        "--jid=" + stage.user().address(),
                        "--gateway=" + stage.gateway(),
                        "--username=" + stage.userOnIrc().name(),
                        "--contact=" + stage.contactOnIrc().name())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        command.environment().put("XMPP_PASSWORD", stage.user().password());
        command.environment().put("IRC_PASSWORD", stage.userOnIrc().password());
        Process client = command.start();
        try {
            assertThat(client.waitFor(4, TimeUnit.MINUTES))
                    .as("ended by itself")
                    .isTrue();
            return client.exitValue();
        } finally {
            client.destroyForcibly();
        }
    }
}
