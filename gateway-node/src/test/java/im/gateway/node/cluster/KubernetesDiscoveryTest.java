package im.gateway.node.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nodes that find each other as pods of one namespace. Kubernetes says by the environment where its API is, so they are a process. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class KubernetesDiscoveryTest {
    private static final List<String> PODS = List.of("127.0.0.5", "127.0.0.6", "127.0.0.7");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Path configuration(String host, int port, int http, Path token, Path authority) throws Exception {
        String text = DiscoveredNode.configuration(
                "host = \"%s\", port = %d, bootstrap = kubernetes, kubernetes { selector = \"%s\", namespace = %s, nodes = 3 }"
                        .formatted(host, port, PlayedKubernetes.SELECTOR, PlayedKubernetes.NAMESPACE),
                "host = \"%s\", port = %d".formatted(host, http),
                "pekko.discovery.kubernetes-api { api-token-path = \"%s\", api-ca-path = \"%s\" }"
                        .formatted(token, authority));
        return Files.writeString(folder.resolve(host + ".conf"), text);
    }

    @Test
    void podsOfOneSelectorAreOneCluster() throws Exception {
        int port = TestNodes.freePort();
        int http = TestNodes.freePort();
        Path token = Files.writeString(folder.resolve("token"), PlayedKubernetes.TOKEN);
        Certificates authority = new Certificates(folder, "api");
        try (PlayedKubernetes api = new PlayedKubernetes(authority.server(), PODS)) {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    DiscoveredNodes.class.getName()));
            for (String pod : PODS) {
                command.add(
                        configuration(pod, port, http, token, authority.crt()).toString());
            }
            File said = folder.resolve("nodes.log").toFile();
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said);
            builder.environment().put("KUBERNETES_SERVICE_HOST", "127.0.0.1");
            builder.environment().put("KUBERNETES_SERVICE_PORT", String.valueOf(api.port()));
            Process nodes = builder.start();
            try {
                assertThat(nodes.waitFor(3, TimeUnit.MINUTES)).as("it ends").isTrue();
                assertThat(nodes.exitValue())
                        .as("one cluster: %s", Files.readString(said.toPath()))
                        .isZero();
                assertThat(api.refused()).isEmpty();
            } finally {
                nodes.destroyForcibly();
            }
        }
    }
}
