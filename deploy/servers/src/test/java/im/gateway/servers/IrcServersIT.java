package im.gateway.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.gateway.servers.junit.RequiresServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IrcServersIT {

    @Test
    @RequiresServer(ServerKind.ERGOCHAT)
    void ergochatKnowsItsAccountsAfterARestart(@TempDir Path folder) throws IOException {
        try (ErgoServer server = ErgoServer.builder().folder(folder).start()) {
            server.register("juliet", "capulet");
            assertThatThrownBy(() -> server.register("juliet", "other"))
                    .isInstanceOf(ServerException.class)
                    .hasMessageContaining("juliet");

            server.kill();
            server.restart();
            assertThat(login(server, "juliet", "capulet")).contains(" 903 ");
            assertThat(login(server, "juliet", "montague")).contains(" 904 ");
            assertThat(Ports.isFree(server.host(), server.tlsPort())).isFalse();

            server.stop();
            assertThat(server.isAlive()).isFalse();
            assertThat(Ports.isFree(server.host(), server.plainPort())).isTrue();
            assertThat(Ports.isFree(server.host(), server.tlsPort())).isTrue();
        }
        assertThat(log(folder)).contains("Server running");
    }

    @Test
    @RequiresServer(ServerKind.NGIRCD)
    void ngircdHasNeitherMonitorNorCapabilities() throws IOException {
        NgircdServer server = NgircdServer.start();
        try (server;
                LineSocket client = new LineSocket(server.host(), server.plainPort())) {
            client.send("NICK romeo");
            client.send("USER romeo 0 * :Romeo");
            client.await(line -> line.contains(" 001 "));
            client.send("MONITOR + juliet");
            client.send("PING end");
            assertThat(client.await(line -> line.contains(" 421 ") || line.contains(" PONG ")))
                    .contains(" 421 ");
        }
        assertThat(server.isAlive()).isFalse();
        assertThat(Files.exists(server.logFile())).isFalse();
    }

    @Test
    @RequiresServer(ServerKind.NGIRCD)
    void aHaltedServerAnswersWhenItGoesOn() throws IOException {
        try (NgircdServer server = NgircdServer.start()) {
            server.suspend();
            assertThatThrownBy(server::ask).isInstanceOf(IOException.class);
            server.resume();
            server.ask();
        }
    }

    /** SASL PLAIN (RFC 4616); gives the numeric 903 or 904. */
    private static String login(ErgoServer server, String account, String password) throws IOException {
        String response = Base64.getEncoder()
                .encodeToString((account + "\0" + account + "\0" + password).getBytes(StandardCharsets.UTF_8));
        try (LineSocket client = new LineSocket(server.host(), server.plainPort())) {
            client.send("CAP REQ :sasl");
            client.await(line -> line.contains(" ACK "));
            client.send("AUTHENTICATE PLAIN");
            client.await(line -> line.contains("AUTHENTICATE +"));
            client.send("AUTHENTICATE " + response);
            return client.await(line -> line.contains(" 903 ") || line.contains(" 904 "));
        }
    }

    private static String log(Path folder) throws IOException {
        return Files.readString(folder.resolve("ergochat.log"));
    }
}
