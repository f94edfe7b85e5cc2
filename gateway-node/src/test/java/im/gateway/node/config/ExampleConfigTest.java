package im.gateway.node.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files that the distribution ships in conf/ are a configuration. */
class ExampleConfigTest {
    private static final Path SHIPPED = Path.of("src", "main", "dist", "conf");

    @Test
    void whatIsShippedIsAccepted(@TempDir Path folder) throws IOException {
        try (Stream<Path> files = Files.list(SHIPPED)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".conf")).toList()) {
                // The secret comes from the environment there, which a test has not.
                String text = Files.readString(file).replace("{ env = GATEWAY_IRC_SECRET }", "\"secret\"");
                Files.writeString(folder.resolve(file.getFileName().toString()), text);
            }
        }

        GatewayConfig read = GatewayConfig.load(folder.resolve("gateway.conf"));

        assertThat(read.xmpp().domains())
                .extracting(XmppSettings.Domain::address)
                .containsExactly("irc.example.org");
        assertThat(read.xmpp().servers())
                .extracting(XmppSettings.Server::policy)
                .isEqualTo(List.of(XmppSettings.Policy.ONE_ACTIVE));
        assertThat(read.services()).containsOnlyKeys("irc");
    }
}
