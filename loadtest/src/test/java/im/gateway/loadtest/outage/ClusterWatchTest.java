package im.gateway.loadtest.outage;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import im.gateway.loadtest.run.Waiting;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A cluster that is a page of HTTP. */
class ClusterWatchTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String WHOLE =
            "{\"leader\":\"pekko://gateway@127.0.0.1:1\",\"oldest\":\"pekko://gateway@127.0.0.1:1\","
                    + "\"unreachable\":[],\"members\":[{\"node\":\"pekko://gateway@127.0.0.1:1\",\"status\":\"Up\"},"
                    + "{\"node\":\"pekko://gateway@127.0.0.1:2\",\"status\":\"Up\"}]}";
    private static final String SUSPECTED = WHOLE.replace(
            "\"unreachable\":[]", "\"unreachable\":[{\"node\":\"pekko://gateway@127.0.0.1:2\",\"observedBy\":[]}]");
    private static final String REMOVED =
            WHOLE.replace(",{\"node\":\"pekko://gateway@127.0.0.1:2\",\"status\":\"Up\"}", "");

    private volatile String members = WHOLE;
    private volatile int entities = 2;
    private HttpServer http;

    @BeforeEach
    void start() throws Exception {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/cluster/members", exchange -> {
            byte[] page = members.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, page.length);
            try (OutputStream body = exchange.getResponseBody()) {
                body.write(page);
            }
        });
        http.createContext("/cluster/shards/user", exchange -> {
            byte[] page = ("{\"regions\":[{\"shardId\":\"1\",\"numEntities\":" + entities + "}]}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, page.length);
            try (OutputStream body = exchange.getResponseBody()) {
                body.write(page);
            }
        });
        http.start();
    }

    @AfterEach
    void end() {
        http.stop(0);
    }

    @Test
    void theClusterSaysWhenItGoesOnWithoutTheNode() throws Exception {
        int port = http.getAddress().getPort();
        try (ClusterWatch watch = ClusterWatch.before(List.of(port), port, System::nanoTime)) {
            watch.begin();
            members = SUSPECTED;
            await("suspected", () -> figures(watch).containsKey("reach.suspected"));
            members = REMOVED;
            await("removed", () -> figures(watch).containsKey("reach.removed"));
            entities = 4;
            await("awake", () -> figures(watch).containsKey("reach.awake-last"));

            assertThat(figures(watch).get("reach.suspected"))
                    .isLessThanOrEqualTo(figures(watch).get("reach.removed"));
            assertThat(figures(watch).get("reach.awake-first"))
                    .isGreaterThanOrEqualTo(figures(watch).get("reach.removed"));
        }
    }

    private static Map<String, Double> figures(ClusterWatch watch) {
        Map<String, Double> figures = new HashMap<>();
        watch.addTo(figures);
        return figures;
    }

    private static void await(String what, BooleanSupplier condition) throws Exception {
        Waiting.until(what, LIMIT, condition, () -> "");
    }
}
