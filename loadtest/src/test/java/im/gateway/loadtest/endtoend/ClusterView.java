package im.gateway.loadtest.endtoend;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import im.gateway.servers.Ports;
import im.gateway.servers.ProgramServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which node has what, as Pekko Management says it ({@code /cluster} on a node's HTTP port). */
final class ClusterView {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(LIMIT).build();
    private final List<ProgramServer> nodes;

    ClusterView(List<ProgramServer> nodes) {
        this.nodes = nodes;
    }

    /** The node that holds the one stream: a singleton of the cluster, which is with the oldest member. */
    ProgramServer streamHolder() throws IOException, InterruptedException {
        String oldest = ask(nodes.get(0), "members").getString("oldest");
        return nodes.stream()
                .filter(node -> oldest.endsWith(":" + port(node, "cluster")))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the oldest member is none of ours: " + oldest));
    }

    /** The node with the most users among those without the stream. */
    ProgramServer busiestWithoutStream() throws IOException, InterruptedException {
        ProgramServer holder = streamHolder();
        int most = 0;
        @Nullable ProgramServer busiest = null;
        for (ProgramServer node : nodes) {
            int users = node == holder ? 0 : users(node);
            if (users > most) {
                most = users;
                busiest = node;
            }
        }
        if (busiest == null) {
            throw new IllegalStateException("users on the nodes without the stream: none (expected: some)");
        }
        return busiest;
    }

    /** How many user actors a node has. */
    int users(ProgramServer node) throws IOException, InterruptedException {
        return ask(node, "shards/user").getConfigList("regions").stream()
                .mapToInt(shard -> shard.getInt("numEntities"))
                .sum();
    }

    private Config ask(ProgramServer node, String what) throws IOException, InterruptedException {
        URI uri = URI.create("http://" + Ports.LOOPBACK + ":" + port(node, "http") + "/cluster/" + what);
        HttpResponse<String> answer =
                http.send(HttpRequest.newBuilder(uri).timeout(LIMIT).build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(uri + " answers " + answer.statusCode() + " " + answer.body());
        }
        return ConfigFactory.parseString(answer.body());
    }

    private static int port(ProgramServer node, String purpose) {
        Integer port = node.ports().get(purpose);
        if (port == null) {
            throw new IllegalArgumentException(node.name() + " has no port " + purpose);
        }
        return port;
    }
}
