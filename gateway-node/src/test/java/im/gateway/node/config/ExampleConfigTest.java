package im.gateway.node.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    /** As many pods as have to be there before they found a cluster: fewer could found a second one. */
    @Test
    void whatIsInTheManifestIsAcceptedAndFoundsOneClusterOnly(@TempDir Path folder) throws IOException {
        String manifest = Files.readString(Path.of("..", "deploy", "kubernetes", "gateway.yaml"));
        Matcher embedded =
                Pattern.compile("gateway\\.conf: \\|\n((?: {4}.*\n)+)").matcher(manifest);
        assertThat(embedded.find()).as("a configuration").isTrue();
        Path secret = Files.writeString(folder.resolve("irc-secret"), "s3cret");
        Path file = Files.writeString(
                folder.resolve("gateway.conf"),
                embedded.group(1)
                        .replace("${POD_IP}", "\"10.0.0.1\"")
                        .replace("/etc/gateway/secrets/irc-secret", secret.toString()));

        BootstrapSettings bootstrap = GatewayConfig.load(file).cluster().bootstrap();

        Matcher replicas = Pattern.compile("\n  replicas: (\\d+)\n").matcher(manifest);
        assertThat(replicas.find()).as("replicas").isTrue();
        assertThat(bootstrap)
                .isEqualTo(new BootstrapSettings.Kubernetes("app=gateway", null, Integer.parseInt(replicas.group(1))));
    }
}
