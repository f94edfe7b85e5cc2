package im.gateway.node.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigValue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The whole configuration of a node, read once.
 *
 * @param services by name
 * @param libraries what the operator sets for Pekko and the Cassandra driver, as they name it: for experts
 */
public record GatewayConfig(
        XmppSettings xmpp,
        Map<String, ServiceSettings> services,
        ClusterSettings cluster,
        StorageSettings storage,
        LimitSettings limits,
        PacingSettings pacing,
        HttpSettings http,
        Config libraries) {
    /** The shipped defaults, one resource for each concern. */
    private static final List<String> DEFAULTS =
            List.of("xmpp", "services", "cluster", "storage", "limits", "pacing", "http");

    private static final Set<String> LIBRARIES = Set.of("pekko", "datastax-java-driver");

    public GatewayConfig {
        services = Map.copyOf(services);
    }

    /**
     * Reads a configuration file, and those that it includes.
     *
     * @throws ConfigError when it cannot be used
     */
    public static GatewayConfig load(Path file) {
        if (!Files.isReadable(file)) {
            throw new ConfigError(file + ": found no file that can be read (expected: the gateway's configuration)");
        }
        try {
            ConfigParseOptions strict = ConfigParseOptions.defaults().setAllowMissing(false);
            return read(ConfigFactory.parseFile(file.toFile(), strict));
        } catch (ConfigException unreadable) {
            throw new ConfigError(oneLine(unreadable));
        }
    }

    private static String oneLine(ConfigException unreadable) {
        String message = String.valueOf(unreadable.getMessage());
        return message.lines().findFirst().orElse(message);
    }

    static GatewayConfig read(Config operators) {
        for (Map.Entry<String, ConfigValue> entry : operators.root().entrySet()) {
            if (!entry.getKey().equals("gateway") && !LIBRARIES.contains(entry.getKey())) {
                throw ConfigError.at(
                        entry.getValue().origin(),
                        entry.getKey(),
                        "a key that is not known",
                        "gateway, pekko or datastax-java-driver");
            }
        }
        Config whole = operators;
        for (String concern : DEFAULTS) {
            whole = whole.withFallback(
                    ConfigFactory.parseResourcesAnySyntax(GatewayConfig.class.getClassLoader(), "gateway/" + concern));
        }
        whole = whole.resolve();
        return read(Block.root(whole, "gateway"), whole.withoutPath("gateway"));
    }

    private static GatewayConfig read(Block gateway, Config libraries) {
        PacingSettings pacing = PacingSettings.read(gateway.block("pacing"));
        Map<String, ServiceSettings> services = ServiceSettings.read(gateway.block("services"), pacing);
        GatewayConfig read = new GatewayConfig(
                XmppSettings.read(gateway.block("xmpp"), services.keySet()),
                services,
                ClusterSettings.read(gateway.block("cluster")),
                StorageSettings.read(gateway.block("storage")),
                LimitSettings.read(gateway.block("limits")),
                pacing,
                HttpSettings.read(gateway.block("http")),
                libraries);
        gateway.end();
        return read;
    }
}
