package im.gateway.node;

import im.gateway.node.cluster.LoginQueue;
import im.gateway.node.cluster.Retreat;
import im.gateway.node.cluster.UserSharding;
import im.gateway.node.config.GatewayConfig;
import im.gateway.node.config.XmppSettings;
import im.gateway.node.edge.StanzaRoute;
import im.gateway.node.legacy.LegacyNetwork;
import im.gateway.node.route.DataPolicies;
import im.gateway.node.route.Discovery;
import im.gateway.node.route.EdgeRoute;
import im.gateway.node.route.GatewayDomain;
import im.gateway.node.route.Router;
import im.gateway.node.text.Texts;
import im.gateway.node.user.Appearance;
import im.gateway.node.user.Home;
import im.gateway.node.user.KnownClients;
import im.gateway.node.user.LoginTurn;
import im.gateway.node.user.UserActor;
import im.gateway.node.user.UserEnvironment;
import im.gateway.persistence.RegistrationId;
import im.gateway.persistence.journal.JournalSettings;
import im.gateway.persistence.journal.UserJournal;
import im.gateway.protocol.stanza.Stanza;
import im.gateway.protocol.version.SoftwareVersion;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;

/** The gateway proper: the routing table of each of its domains, and the actors of the users. */
final class GatewayApplication implements Application {
    private final StanzaRoute route;
    private final UserEnvironment users;

    GatewayApplication(NodeServices services) {
        Texts texts = Texts.load();
        GatewayConfig config = services.config();
        Map<String, String> serviceOf = new HashMap<>();
        Map<String, StanzaRoute> routes = new HashMap<>();
        Map<String, Appearance> appearances = new HashMap<>();
        for (XmppSettings.Domain domain : config.xmpp().domains()) {
            serviceOf.put(domain.address(), domain.service());
            GatewayDomain gateway = domain(domain, network(services, domain.service()));
            Discovery discovery = new Discovery(gateway);
            appearances.put(
                    domain.address(),
                    new Appearance(discovery.gatewayCaps(), discovery.contactCaps(), domain.contactResource()));
            routes.put(domain.address(), new EdgeRoute(new Router(gateway, discovery, texts, services.clock())));
        }
        this.route = stanza -> routes.getOrDefault(stanza.to().domain(), GatewayApplication::unknown)
                .of(stanza);
        JournalSettings journal =
                JournalSettings.from(services.system().settings().config());
        this.users = new UserEnvironment(
                domain -> network(services, Objects.requireNonNull(serviceOf.get(domain), domain)),
                id -> config.xmpp().domains().stream()
                        .anyMatch(d -> d.address().equals(id.domain()) && d.isAdministrator(id.user())),
                domain -> Objects.requireNonNull(appearances.get(domain), domain),
                texts,
                services.vault(),
                services.table(),
                services.outbox(),
                config.users(),
                new KnownClients(),
                (id, parent) -> UserJournal.create(id, parent, services.reader(), services.eraser(), journal),
                services.clock(),
                bound -> ThreadLocalRandom.current().nextLong(bound),
                domain -> turn(services, Objects.requireNonNull(serviceOf.get(domain), domain)),
                services.presenceGate()::permit,
                services.ledger(),
                (id, command) -> ClusterSharding.get(services.system())
                        .entityRefFor(UserSharding.KEY, id.text())
                        .tell(command),
                Retreat.of(services.system())::hasStoodStill);
    }

    /** In turn, and not while others may be about to log the same users in. */
    private static LoginTurn turn(NodeServices services, String service) {
        LoginQueue queue = Objects.requireNonNull(services.loginQueues().get(service), service);
        return queue.turn(Retreat.of(services.system()).whenOver());
    }

    private static LegacyNetwork network(NodeServices services, String service) {
        return Objects.requireNonNull(services.networks().get(service), service);
    }

    private static GatewayDomain domain(XmppSettings.Domain domain, LegacyNetwork network) {
        return new GatewayDomain(
                domain.address(),
                domain.name(),
                network,
                domain.admitted(),
                version(),
                DataPolicies.of(domain.dataPolicy(), network));
    }

    private static StanzaRoute.Routed unknown(Stanza stanza) {
        return new StanzaRoute.Ignore("to: " + stanza.to() + " (expected: an address of this gateway)");
    }

    private static SoftwareVersion version() {
        String version = GatewayApplication.class.getPackage().getImplementationVersion();
        return new SoftwareVersion("gateway", version == null ? "unreleased" : version, null);
    }

    @Override
    public StanzaRoute route() {
        return route;
    }

    @Override
    public Behavior<UserActor.Command> user(RegistrationId id, Home home) {
        return UserActor.create(id, users, home);
    }

    @Override
    public UserActor.Command stop() {
        return new UserActor.Stop();
    }
}
