package im.gateway.loadtest.run;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import im.gateway.loadtest.quickstart.ServedService;
import im.gateway.loadtest.scenario.Scenario;
import im.gateway.loadtest.scenario.Scenario.Network;
import java.util.List;

/**
 * What a scenario says of the nodes' configuration, for what they really serve. A scenario knows one service, which is called as its
 * protocol, one domain of that name, and one XMPP server; where the nodes serve several, each gets what is said of that one.
 */
final class ServiceOverrides {
    private static final String SERVICES = "gateway.services.";
    private static final String DOMAINS = "gateway.xmpp.domains.";
    private static final String SERVERS = "gateway.xmpp.servers.";

    private ServiceOverrides() {}

    /** The scenario's settings, but for those of networks that it has not, with the domains that are to be let in. */
    static Config of(Scenario scenario, List<Sides> sides) {
        Config given = ConfigFactory.parseString(scenario.gateway().config());
        String one = Naming.protocol(scenario.network());
        Config config = given;
        for (Network network : Network.values()) {
            config = config.withoutPath(SERVICES + Naming.protocol(network));
        }
        boolean renamed = sides.stream().noneMatch(side -> side.label().equals(one));
        if (renamed) {
            config = config.withoutPath(DOMAINS + one).withoutPath(SERVERS + ServedService.LOCAL);
        }
        for (Sides side : sides) {
            config = copy(given, SERVICES + one, config, SERVICES + side.label());
            if (renamed) {
                config = copy(given, DOMAINS + one, config, DOMAINS + side.label());
                config = copy(given, SERVERS + ServedService.LOCAL, config, SERVERS + side.label());
            }
            config = config.withValue(
                    DOMAINS + side.label() + ".admit", ConfigValueFactory.fromIterable(side.userDomains()));
        }
        return config;
    }

    private static Config copy(Config given, String from, Config config, String to) {
        return given.hasPath(from) ? config.withValue(to, given.getValue(from)) : config;
    }
}
