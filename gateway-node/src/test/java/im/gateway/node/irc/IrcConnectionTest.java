package im.gateway.node.irc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigException;
import im.gateway.node.legacy.LegacyEvent;
import im.gateway.node.legacy.LegacyEvent.Failure;
import im.gateway.node.legacy.LegacyNetwork;
import im.gateway.node.legacy.LegacyNetwork.Credentials;
import im.gateway.node.socket.SelfSigned;
import im.gateway.protocol.stanza.StanzaCondition;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The socket around a session, against a server in the same process. */
@Timeout(60)
class IrcConnectionTest {
    private static final String NO_LIMIT = "flood { lines-per-second = 0 }\n";

    private final IrcTestNetworks networks = new IrcTestNetworks();

    @AfterEach
    void stop() {
        networks.close();
    }

    @Test
    void logsInTalksAndQuits() throws Exception {
        try (FakeIrcServer server = new FakeIrcServer(null, FakeIrcServer.FRIENDLY)) {
            TestUser romeo = TestUser.loggedIn(networks.network(server.port(), NO_LIMIT), "romeo", "secret");
            long number = romeo.say("juliet", "hello\nthere");
            assertThat(romeo.next()).isEqualTo(new LegacyEvent.MessageOutcome(number, null, null));
            server.sayToAll(":juliet!j@h PRIVMSG romeo :good night\r\n:juliet!j@h PRIVMSG romeo :good night");
            assertThat(romeo.next()).isEqualTo(new LegacyEvent.MessageReceived("juliet", "good night", null));
            assertThat(romeo.next()).isEqualTo(new LegacyEvent.MessageReceived("juliet", "good night", null));
            romeo.close();
            server.await("QUIT");
            server.awaitNoClients();
            assertThat(romeo.pending()).isEmpty();
        }
    }

    @Test
    void aWrongPasswordEndsTheConnection() throws Exception {
        try (FakeIrcServer server = new FakeIrcServer(null, FakeIrcServer.FRIENDLY)) {
            TestUser romeo = new TestUser(networks.network(server.port(), ""), "romeo", "guess");
            assertThat(romeo.next()).isEqualTo(new LegacyEvent.LoginFailed(Failure.BAD_CREDENTIALS, "wrong password"));
            server.awaitNoClients();
            assertThat(romeo.pending()).isEmpty();
        }
    }

    @Test
    void credentialsThatCannotBeRightAreNotShownToTheServer() {
        LegacyNetwork network = networks.network(1, "");
        assertThat(network.refusal(new Credentials("romeo", "secret"))).isNull();
        for (Credentials impossible : List.of(
                new Credentials("two words", "secret"),
                new Credentials("romeo", ""),
                new Credentials("", "secret"),
                new Credentials("romeo", "x\r\nQUIT"))) {
            assertThat(network.refusal(impossible)).isEqualTo(StanzaCondition.NOT_ACCEPTABLE);
        }
        TestUser hostile = new TestUser(network, "romeo", "x\r\nQUIT");
        assertThat(((LegacyEvent.LoginFailed) hostile.next()).failure()).isEqualTo(Failure.BAD_CREDENTIALS);
    }

    @Test
    void aServerThatIsNotThereIsUnreachable() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        TestUser romeo = new TestUser(networks.network(port, ""), "romeo", "secret");
        LegacyEvent.LoginFailed failed = (LegacyEvent.LoginFailed) romeo.next();
        assertThat(failed.failure()).isEqualTo(Failure.UNREACHABLE);
        assertThat(failed.reason()).contains("cannot connect to 127.0.0.1:" + port);
    }

    @Test
    void aHostThatHasNoAddressIsUnreachable() {
        TestUser romeo = new TestUser(networks.network(1, "host = nowhere.invalid"), "romeo", "secret");
        assertThat(((LegacyEvent.LoginFailed) romeo.next()).failure()).isEqualTo(Failure.UNREACHABLE);
    }

    @Test
    void aLostConnectionIsToldOnce() throws Exception {
        try (FakeIrcServer server = new FakeIrcServer(null, FakeIrcServer.FRIENDLY)) {
            TestUser romeo = TestUser.loggedIn(networks.network(server.port(), NO_LIMIT), "romeo", "secret");
            server.dropAll();
            assertThat(romeo.next())
                    .isEqualTo(new LegacyEvent.LoggedOut(Failure.UNREACHABLE, "the server closed the connection"));
            romeo.say("juliet", "too late");
            romeo.close();
            TestUser next = TestUser.loggedIn(networks.network(server.port(), NO_LIMIT), "romeo", "secret");
            next.close();
            server.await("QUIT");
            assertThat(romeo.pending()).isEmpty();
        }
    }

    @Test
    @Tag("rfc2779-3.2.5")
    void aServerThatIsSilentIsUnreachable() {
        try (FakeIrcServer server = new FakeIrcServer(null, line -> List.of())) {
            LegacyNetwork network = networks.network(server.port(), "timeouts { login = 200ms }");
            LegacyEvent.LoginFailed failed = (LegacyEvent.LoginFailed) new TestUser(network, "romeo", "x").next();
            assertThat(failed.failure()).isEqualTo(Failure.UNREACHABLE);
        }
    }

    @Test
    void linesOverTheLimitAndGarbageAreSurvived() {
        try (FakeIrcServer server = new FakeIrcServer(null, FakeIrcServer.FRIENDLY)) {
            TestUser romeo = TestUser.loggedIn(networks.network(server.port(), NO_LIMIT), "romeo", "secret");
            server.sayToAll(":juliet!j@h PRIVMSG romeo :" + "x".repeat(100_000) + "\r\n:only\r\n@\r\n\0\u0001");
            server.sayToAll(":juliet!j@h PRIVMSG romeo :still\0 here");
            assertThat(romeo.next()).isEqualTo(new LegacyEvent.MessageReceived("juliet", "still here", null));
            romeo.close();
        }
    }

    @Test
    @Tag("xep0100-9-1")
    void tlsTrustsWhatItIsToldToTrustAndNothingElse(@TempDir Path folder) throws Exception {
        try (FakeIrcServer server =
                new FakeIrcServer(SelfSigned.server(folder, "irc.example.org"), FakeIrcServer.FRIENDLY)) {
            String tls = NO_LIMIT + "tls = on\n";
            String trust = tls + "trust = \"" + folder.resolve("server.pem") + "\"\n";
            TestUser.loggedIn(networks.network(server.port(), trust + "tls-name = irc.example.org"), "romeo", "secret")
                    .close();
            for (String wrong :
                    List.of(tls + "tls-name = irc.example.org", trust + "tls-name = irc.example.net", trust)) {
                TestUser romeo = new TestUser(networks.network(server.port(), wrong), "romeo", "secret");
                LegacyEvent.LoginFailed failed = (LegacyEvent.LoginFailed) romeo.next();
                assertThat(failed.failure()).isEqualTo(Failure.UNREACHABLE);
                assertThat(failed.reason()).contains("TLS with 127.0.0.1");
            }
        }
    }

    @Test
    void tlsToAServerWithoutItIsUnreachable() {
        try (FakeIrcServer server = new FakeIrcServer(null, line -> List.of("ERROR :what?"))) {
            TestUser romeo = new TestUser(networks.network(server.port(), "tls = on"), "romeo", "secret");
            assertThat(((LegacyEvent.LoginFailed) romeo.next()).failure()).isEqualTo(Failure.UNREACHABLE);
        }
    }

    @Test
    void aFileThatHoldsNoCertificateStopsTheStart(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("x.pem"), "nonsense");
        assertThatThrownBy(() -> networks.network(1, "tls = on, trust = \"" + file + "\""))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("expected: certificates in PEM");
    }

    @Test
    void loginsAddNoThread() throws Exception {
        try (FakeIrcServer server = new FakeIrcServer(null, FakeIrcServer.FRIENDLY)) {
            LegacyNetwork network = networks.network(server.port(), NO_LIMIT);
            TestUser.loggedIn(network, "first", "secret");
            TestUser.loggedIn(network, "second", "secret");
            int before = Thread.activeCount();
            List<TestUser> users = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                users.add(new TestUser(network, "romeo" + i, "secret"));
            }
            for (TestUser user : users) {
                assertThat(user.next()).isInstanceOf(LegacyEvent.LoggedIn.class);
            }
            assertThat(Thread.activeCount()).isLessThanOrEqualTo(before);
            assertThat(Thread.getAllStackTraces().keySet().stream()
                            .filter(thread -> thread.getName().startsWith(IrcTestNetworks.THREADS)))
                    .hasSizeLessThanOrEqualTo(2);
            users.forEach(TestUser::close);
        }
    }
}
