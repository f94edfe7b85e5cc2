package im.gateway.loadtest.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsProbeTest {
    private static final String TEXT = """
            # HELP gateway_streams Component streams that are established on this node
            # TYPE gateway_streams gauge
            gateway_streams{domain="irc.example.org"} 1.0
            gateway_stanzas_total{direction="in",domain="a b"} 1.5E7
            gateway_odd +Inf
            jvm_threads_live_threads 15.0
            """;

    @Test
    void valuesAreKnownByNameWithLabels() throws IOException {
        try (Played played = new Played(200)) {
            assertThat(new MetricsProbe(played.address()).read("gateway_"))
                    .isEqualTo(Map.of(
                            "gateway_streams{domain=\"irc.example.org\"}",
                            1.0,
                            "gateway_stanzas_total{direction=\"in\",domain=\"a b\"}",
                            15_000_000.0,
                            "gateway_odd",
                            Double.POSITIVE_INFINITY));
        }
    }

    @Test
    void whoAnswersSomethingElseIsSaid() throws IOException {
        try (Played played = new Played(404)) {
            assertThatThrownBy(() -> new MetricsProbe(played.address()).read(""))
                    .isInstanceOf(IOException.class)
                    .hasMessageEndingWith("/metrics answers 404 (expected: 200)");
        }
    }

    /** A node's HTTP port as far as it is asked. */
    private static final class Played implements AutoCloseable {
        private final HttpServer server;

        Played(int status) throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/metrics", exchange -> {
                byte[] body = TEXT.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(status, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
        }

        URI address() {
            return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/metrics");
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
