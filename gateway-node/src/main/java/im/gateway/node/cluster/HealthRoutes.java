package im.gateway.node.cluster;

import java.util.List;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.management.javadsl.ManagementRouteProvider;
import org.apache.pekko.management.javadsl.ManagementRouteProviderSettings;

/**
 * {@code /ready}: 200 when the node can serve, otherwise 503 and what is missing, a line each. {@code /alive}: 200 for as long as the
 * process answers at all. Named in {@code pekko.management.http.routes}.
 */
public final class HealthRoutes extends AllDirectives implements ManagementRouteProvider {
    private final Health health;

    /** Made by Pekko Management. */
    public HealthRoutes(ExtendedActorSystem system) {
        health = Health.of(Adapter.toTyped(system));
    }

    @Override
    public Route routes(ManagementRouteProviderSettings settings) {
        return concat(
                path(
                        "ready",
                        () -> get(() -> completeWithFuture(health.problems().thenApply(HealthRoutes::answer)))),
                path("alive", () -> get(() -> complete("alive\n"))));
    }

    private static HttpResponse answer(List<String> problems) {
        return problems.isEmpty()
                ? HttpResponse.create().withEntity("ready\n")
                : HttpResponse.create()
                        .withStatus(StatusCodes.SERVICE_UNAVAILABLE)
                        .withEntity(String.join("\n", problems) + "\n");
    }
}
