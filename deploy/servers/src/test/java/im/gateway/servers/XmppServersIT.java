package im.gateway.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.gateway.servers.junit.RequiresServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class XmppServersIT {
    private static final String GATEWAY = "irc.localhost";

    @Test
    @RequiresServer(ServerKind.PROSODY)
    void prosodyKeepsItsAccounts(@TempDir Path folder) throws IOException {
        try (ProsodyServer server = ProsodyServer.builder()
                .folder(folder)
                .component(GATEWAY, "a \"secret\"")
                .start()) {
            keepsItsAccounts(server);
        }
    }

    @Test
    @RequiresServer(ServerKind.PROSODY)
    void prosodyStartsWithPrivileges() {
        try (ProsodyServer server = ProsodyServer.builder()
                .component(GATEWAY, "secret")
                .privileged(true)
                .newConnectionWins(true)
                .start()) {
            assertThat(server.logFile()).content(StandardCharsets.UTF_8).doesNotContain("error\t", "warn\t");
        }
    }

    @Test
    @RequiresServer(ServerKind.EJABBERD)
    void ejabberdKeepsItsAccounts(@TempDir Path folder) throws IOException {
        try (EjabberdServer server = EjabberdServer.builder()
                .folder(folder)
                .component(GATEWAY, "a \"secret\"")
                .start()) {
            keepsItsAccounts(server);
        }
    }

    @Test
    @RequiresServer(ServerKind.EJABBERD)
    void ejabberdStartsBalancedAndWithPrivileges() {
        try (EjabberdServer server = EjabberdServer.builder()
                .component(GATEWAY, "secret")
                .component("u.localhost", "secret")
                .balanced(GATEWAY, 2)
                .privileged(true)
                .start()) {
            assertThat(server.logFile()).content(StandardCharsets.UTF_8).doesNotContain("[error]", "[warning]");
        }
    }

    @Test
    void prosodyNamesFilesAsItReadsThem() {
        assertThat(ProsodyServer.fileName("romeo.montague-1_é")).isEqualTo("romeo%2emontague%2d1%5f%c3%a9");
    }

    @Test
    @RequiresServer(ServerKind.PROSODY)
    void aTakenPortIsNamed() {
        try (ProsodyServer first = ProsodyServer.builder().start()) {
            int taken = first.clientPort();
            assertThatThrownBy(() -> ProsodyServer.builder().clientPort(taken).start())
                    .isInstanceOf(ServerException.class)
                    .hasMessageContaining("port " + taken)
                    .hasMessageContaining("prosody")
                    .hasMessageContaining("choose another port");
        }
    }

    private static void keepsItsAccounts(XmppServer server) throws IOException {
        server.register("romeo", "orchard");
        assertThat(login(server, "romeo", "orchard")).contains("<success");
        assertThat(login(server, "romeo", "balcony")).contains("<failure");
        XmppQuestion.askAsComponent(server.host(), server.componentPort(), GATEWAY);

        server.restart();
        assertThat(login(server, "romeo", "orchard")).contains("<success");

        server.stop();
        assertThat(server.isAlive()).isFalse();
        assertThat(server.ports().values()).allMatch(port -> Ports.isFree(server.host(), port));
    }

    /** SASL PLAIN (RFC 6120, 6.4); gives what the server says to it. */
    private static String login(XmppServer server, String user, String password) throws IOException {
        String response =
                Base64.getEncoder().encodeToString(("\0" + user + "\0" + password).getBytes(StandardCharsets.UTF_8));
        try (LineSocket client = new LineSocket(server.host(), server.clientPort())) {
            client.send("<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' to='"
                    + server.domain() + "' version='1.0'>");
            client.awaitText("</stream:features>");
            client.send("<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>" + response + "</auth>");
            return client.awaitText("urn:ietf:params:xml:ns:xmpp-sasl");
        }
    }
}
