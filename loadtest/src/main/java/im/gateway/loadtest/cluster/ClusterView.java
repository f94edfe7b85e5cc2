package im.gateway.loadtest.cluster;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import im.gateway.servers.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/** The cluster as one of its nodes sees it, told by Pekko Management ({@code /cluster} on the node's HTTP port). */
public final class ClusterView {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(LIMIT).build();

    /**
     * What one node knows of all.
     *
     * @param up ports of the members that are up and reached
     * @param other how many members are in any other state
     * @param oldest port of the member that has what only one may have: the one stream
     */
    public record Members(List<Integer> up, int other, int oldest) {}

    /**
     * Asks a node for the members.
     *
     * @throws IOException when it does not answer, or knows of none
     */
    public Members members(int port) throws IOException, InterruptedException {
        Config answer = ask(port, "members");
        try {
            List<Integer> unreachable = answer.getConfigList("unreachable").stream()
                    .map(member -> portOf(member.getString("node")))
                    .toList();
            List<? extends Config> all = answer.getConfigList("members");
            List<Integer> up = all.stream()
                    .filter(member -> member.getString("status").equals("Up"))
                    .map(member -> portOf(member.getString("node")))
                    .filter(member -> !unreachable.contains(member))
                    .toList();
            return new Members(up, all.size() - up.size(), portOf(answer.getString("oldest")));
        } catch (ConfigException e) {
            throw new IOException("no cluster yet: " + e.getMessage(), e);
        }
    }

    /** How many user actors a node has. */
    public int users(int port) throws IOException, InterruptedException {
        return ask(port, "shards/user").getConfigList("regions").stream()
                .mapToInt(shard -> shard.getInt("numEntities"))
                .sum();
    }

    private Config ask(int port, String what) throws IOException, InterruptedException {
        URI uri = URI.create("http://" + Ports.LOOPBACK + ":" + port + "/cluster/" + what);
        HttpResponse<String> answer =
                http.send(HttpRequest.newBuilder(uri).timeout(LIMIT).build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(uri + " answers " + answer.statusCode() + " " + answer.body());
        }
        return ConfigFactory.parseString(answer.body());
    }

    private static int portOf(String address) {
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }
}
