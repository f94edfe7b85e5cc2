package im.gateway.node.cluster;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;

/**
 * The part of Kubernetes' API that lists pods (the API reference's "list or watch objects of kind Pod"), on loopback: for one service account,
 * one namespace and one selector.
 */
final class PlayedKubernetes implements AutoCloseable {
    static final String NAMESPACE = "messaging";
    static final String SELECTOR = "app=gateway";
    static final String TOKEN = "the-token-of-the-service-account";

    private final HttpsServer server;
    private final List<String> addresses;
    private final List<String> refused = new CopyOnWriteArrayList<>();

    /** @param addresses of the pods that are there; one more is being started, and has none yet */
    PlayedKubernetes(SSLContext tls, List<String> addresses) throws IOException {
        this.addresses = List.copyOf(addresses);
        this.server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.createContext("/", this::answer);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** Requests that a real API would have refused. */
    List<String> refused() {
        return List.copyOf(refused);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String asked = exchange.getRequestURI().getPath() + "?"
                + exchange.getRequestURI().getQuery();
        String account = exchange.getRequestHeaders().getFirst("Authorization");
        boolean known = asked.equals("/api/v1/namespaces/" + NAMESPACE + "/pods?labelSelector=" + SELECTOR);
        boolean allowed = ("Bearer " + TOKEN).equals(account);
        if (!known || !allowed) {
            refused.add(asked + ", " + account);
        }
        byte[] body = (known && allowed ? list() : "{}").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(known ? allowed ? 200 : 401 : 404, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private String list() {
        String running = addresses.stream()
                .map(ip -> pod("\"phase\": \"Running\", \"podIP\": \"" + ip + "\""))
                .collect(Collectors.joining(", "));
        return "{\"kind\": \"PodList\", \"apiVersion\": \"v1\", \"items\": [" + running + ", "
                + pod("\"phase\": \"Pending\"") + "]}";
    }

    private static String pod(String status) {
        return """
            {
              "metadata": { "labels": { "app": "gateway" } },
              "spec": { "containers": [ {
                "name": "gateway",
                "ports": [ { "name": "cluster", "containerPort": 7355 }, { "name": "health", "containerPort": 7626 } ]
              } ] },
              "status": { %s }
            }
            """.formatted(status);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
