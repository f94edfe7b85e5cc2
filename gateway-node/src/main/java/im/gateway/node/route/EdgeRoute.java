package im.gateway.node.route;

import im.gateway.node.edge.StanzaRoute;
import im.gateway.protocol.stanza.Stanza;
import java.util.List;

/** The routing table in the words of the edge. A grant of privileges ends here: what a
 * server lets us do is found out from its answers, on whichever node the user is. */
public final class EdgeRoute implements StanzaRoute {
    private final Router router;

    public EdgeRoute(Router router) {
        this.router = router;
    }

    @Override
    public Routed of(Stanza stanza) {
        Route route = router.route(stanza);
        if (route instanceof Route.Answer answer) {
            return new Answer(List.of(answer.stanza()));
        } else if (route instanceof Route.ToUser toUser) {
            return new ToUser(toUser.user());
        } else if (route instanceof Route.Granted granted) {
            return new Ignore("privileges granted by " + granted.server() + ", not used");
        } else if (route instanceof Route.Ignore ignore) {
            return new Ignore(ignore.reason());
        }
        throw new AssertionError("a route without a rule: " + route.getClass());
    }
}
