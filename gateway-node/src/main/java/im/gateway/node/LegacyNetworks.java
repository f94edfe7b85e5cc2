package im.gateway.node;

import com.typesafe.config.ConfigException;
import im.gateway.node.config.ConfigError;
import im.gateway.node.config.GatewayConfig;
import im.gateway.node.config.ServiceSettings;
import im.gateway.node.legacy.LegacyNetwork;
import im.gateway.node.legacy.LegacyNetworkFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** The legacy services of the configuration, each made by the factory of its protocol that is on the class path. */
final class LegacyNetworks {
    private LegacyNetworks() {}

    /**
     * Makes them all.
     *
     * @return by the service's name
     * @throws ConfigError for a protocol that nobody brings, or settings that its factory refuses
     */
    static Map<String, LegacyNetwork> create(GatewayConfig config, LegacyNetworkFactory.Services lent) {
        Map<String, LegacyNetworkFactory> factories = new TreeMap<>();
        ServiceLoader.load(LegacyNetworkFactory.class).forEach(f -> factories.put(f.protocol(), f));
        Map<String, LegacyNetwork> networks = new HashMap<>();
        for (ServiceSettings service : config.services().values()) {
            LegacyNetworkFactory factory = factories.get(service.protocol());
            if (factory == null) {
                throw new ConfigError("gateway.services." + service.name() + ".protocol: found \"" + service.protocol()
                        + "\" (expected: one of " + String.join(", ", factories.keySet()) + ")");
            }
            try {
                networks.put(service.name(), factory.create(service.name(), service.network(), lent));
            } catch (ConfigException refused) {
                throw new ConfigError("gateway.services." + service.name() + ".network: " + refused.getMessage());
            }
        }
        return networks;
    }
}
