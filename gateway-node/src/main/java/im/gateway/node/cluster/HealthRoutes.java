package im.gateway.node.cluster;

import im.gateway.node.metrics.NodeMetrics;
import java.util.List;
import java.util.Map;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpCharsets;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.management.javadsl.ManagementRouteProvider;
import org.apache.pekko.management.javadsl.ManagementRouteProviderSettings;

/**
 * {@code /ready}: 200 when the node can serve, otherwise 503 and what is missing, a line each. {@code /alive}: 200 for as long as the
 * process answers at all. {@code /metrics}: what the node counts, in Prometheus' text format. Named in {@code pekko.management.http.routes}.
 */
public final class HealthRoutes extends AllDirectives implements ManagementRouteProvider {
    /** Prometheus takes what it knows; a text without a version is refused since its version 3. */
    private static final ContentType.WithCharset PROMETHEUS = ContentTypes.create(
            MediaTypes.customWithOpenCharset("text", "plain", Map.of("version", "0.0.4"), false), HttpCharsets.UTF_8);

    private final Health health;
    private final NodeMetrics metrics;

    /** Made by Pekko Management. */
    public HealthRoutes(ExtendedActorSystem system) {
        health = Health.of(Adapter.toTyped(system));
        metrics = NodeMetrics.of(Adapter.toTyped(system));
    }

    @Override
    public Route routes(ManagementRouteProviderSettings settings) {
        return concat(
                path(
                        "ready",
                        () -> get(() -> completeWithFuture(health.problems().thenApply(HealthRoutes::answer)))),
                path("alive", () -> get(() -> complete("alive\n"))),
                path(
                        "metrics",
                        () -> get(() -> complete(
                                HttpResponse.create().withEntity(HttpEntities.create(PROMETHEUS, metrics.scrape()))))));
    }

    private static HttpResponse answer(List<String> problems) {
        return problems.isEmpty()
                ? HttpResponse.create().withEntity("ready\n")
                : HttpResponse.create()
                        .withStatus(StatusCodes.SERVICE_UNAVAILABLE)
                        .withEntity(String.join("\n", problems) + "\n");
    }
}
