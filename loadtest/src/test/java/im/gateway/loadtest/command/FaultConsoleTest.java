package im.gateway.loadtest.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import im.gateway.loadtest.legacy.RecordedEvents;
import im.gateway.loadtest.legacy.Sessions;
import im.gateway.loadtest.oscar.Options;
import im.gateway.loadtest.oscar.SimulatedOscarNetwork;
import im.gateway.node.legacy.LegacyCommand;
import im.gateway.node.legacy.LegacyEvent.Failure;
import im.gateway.node.legacy.LegacyEvent.LoggedIn;
import im.gateway.node.legacy.LegacyEvent.LoggedOut;
import im.gateway.node.legacy.LegacyEvent.LoginFailed;
import im.gateway.node.legacy.LegacyEvent.MessageOutcome;
import im.gateway.node.legacy.LegacyNetwork;
import im.gateway.node.legacy.LegacyNetwork.Credentials;
import im.gateway.node.legacy.LegacyNetworkFactory.Services;
import im.gateway.node.legacy.LegacySession;
import im.gateway.node.oscar.AimNetworkFactory;
import im.gateway.protocol.stanza.StanzaCondition;
import io.netty.channel.nio.NioEventLoopGroup;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the words do to a gateway's session. */
class FaultConsoleTest {
    private final NioEventLoopGroup loops = new NioEventLoopGroup(1);
    private SimulatedOscarNetwork service = SimulatedOscarNetwork.start(Options.local(), Clock.systemUTC());
    private FaultConsole console = new FaultConsole(service);
    private RecordedEvents events = new RecordedEvents();

    @BeforeEach
    void populate() {
        service.addAccount("romeo", "secret");
        service.addContact("juliet").signOn();
    }

    @AfterEach
    void end() {
        service.close();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private LegacySession login(String password) {
        events = new RecordedEvents();
        LegacyNetwork network = new AimNetworkFactory()
                .create(
                        "test",
                        ConfigFactory.parseMap(Map.of(
                                "host",
                                service.address().getHostString(),
                                "port",
                                service.address().getPort(),
                                "timeouts.answer",
                                "300ms",
                                "timeouts.idle",
                                "300ms")),
                        new Services(loops, Clock.systemUTC(), 1));
        return network.open(Sessions.NAME, new Credentials("romeo", password), events);
    }

    @Test
    void loginsAreRefusedUntilTheyAreNot() {
        assertThat(console.obey("refuse suspended")).isEqualTo("logins are refused: the account is suspended");
        login("secret");
        assertThat(events.await(LoginFailed.class).failure()).isEqualTo(Failure.REFUSED);
        assertThat(console.obey("refuse none")).isEqualTo("logins are accepted");
        login("secret");
        events.await(LoggedIn.class);
        assertThat(console.obey("password romeo other")).isEqualTo("romeo has another password");
        login("secret");
        assertThat(events.await(LoginFailed.class).failure()).isEqualTo(Failure.BAD_CREDENTIALS);
    }

    @ParameterizedTest
    @CsvSource({"drop,UNREACHABLE", "stop,UNREACHABLE", "silent on,UNREACHABLE", "elsewhere romeo,REPLACED"})
    void aSessionEnds(String line, Failure failure) {
        login("secret");
        events.await(LoggedIn.class);
        console.obey(line);
        assertThat(events.await(LoggedOut.class).failure()).isEqualTo(failure);
        console.obey("none");
        if (line.equals("stop")) {
            login("secret");
            assertThat(events.await(LoginFailed.class).failure()).isEqualTo(Failure.UNREACHABLE);
            assertThat(console.obey("start")).startsWith("listening on ");
        }
        login("secret");
        events.await(LoggedIn.class);
    }

    @Test
    void messagesAreNotAcknowledgedUntilTheyAre() {
        LegacySession session = login("secret");
        events.await(LoggedIn.class);
        console.obey("acks off");
        session.perform(new LegacyCommand.SendMessage(1, "juliet", "one"));
        assertThat(events.await(MessageOutcome.class).error()).isEqualTo(StanzaCondition.REMOTE_SERVER_TIMEOUT);
        console.obey("acks on");
        session.perform(new LegacyCommand.SendMessage(2, "juliet", "two"));
        assertThat(events.await(MessageOutcome.class).error()).isNull();
    }

    @Test
    void aDelayIsLongerThanTheSessionWaits() {
        LegacySession session = login("secret");
        events.await(LoggedIn.class);
        console.obey("delay 60000");
        session.perform(new LegacyCommand.SendMessage(1, "juliet", "one"));
        assertThat(events.await(MessageOutcome.class).error()).isEqualTo(StanzaCondition.REMOTE_SERVER_TIMEOUT);
    }

    @Test
    void spoiltFramesAreNoLogin() {
        console.obey("garble 1");
        login("secret");
        assertThat(events.await(LoginFailed.class).failure()).isNotNull();
        console.obey("none");
        login("secret");
        events.await(LoggedIn.class);
    }

    @ParameterizedTest
    @CsvSource({
        "dance,what: dance (expected: refuse REASON",
        "refuse flu,refuse: flu (expected: none",
        "delay soon,delay: soon (expected: milliseconds",
        "garble 2,garble: 2 (expected: 0 to 1",
        "silent,silent:  (expected: on or off)",
        "password romeo,password: two words",
        "elsewhere paris,elsewhere:"
    })
    void whatIsWrongIsSaid(String line, String answer) {
        assertThat(console.obey(line)).startsWith(answer);
    }

    @Test
    void eachLineHasOneLineAsItsAnswer() {
        StringWriter answers = new StringWriter();
        console.serve(
                new BufferedReader(new StringReader("figures\n\n  none \nhelp\n")), new PrintWriter(answers, true));
        assertThat(answers.toString().lines()).hasSize(3).endsWith("no fault", FaultConsole.HELP);
    }
}
