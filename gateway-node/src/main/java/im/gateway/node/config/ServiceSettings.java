package im.gateway.node.config;

import com.typesafe.config.Config;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One legacy service.
 *
 * @param name what the domains call it
 * @param protocol the word that its network is found by
 * @param loginsPerSecond how many logins one node begins in a second, so that a failover is not an attack on the service
 * @param network the protocol's own settings, read by its factory
 */
public record ServiceSettings(String name, String protocol, int loginsPerSecond, Config network) {
    static Map<String, ServiceSettings> read(Block services, PacingSettings pacing) {
        Map<String, ServiceSettings> read = new LinkedHashMap<>();
        services.blocks().forEach((name, block) -> {
            int logins = block.has("logins-per-second")
                    ? block.whole("logins-per-second", 1, PacingSettings.MOST_PER_SECOND)
                    : pacing.loginsPerSecond();
            Config network = block.block("network").raw();
            read.put(name, new ServiceSettings(name, block.text("protocol"), logins, network));
            block.end();
        });
        return read;
    }
}
