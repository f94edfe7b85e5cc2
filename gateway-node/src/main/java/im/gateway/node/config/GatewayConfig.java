package im.gateway.node.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOriginFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigValue;
import im.gateway.node.user.UserSettings;
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
        UserSettings users,
        HttpSettings http,
        Config libraries) {
    /** The shipped defaults, one resource for each concern. */
    private static final List<String> DEFAULTS =
            List.of("xmpp", "services", "cluster", "storage", "limits", "pacing", "users", "http");

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
            return read(ConfigFactory.parseFile(file.toFile(), strict), file.toString());
        } catch (ConfigException unreadable) {
            throw new ConfigError(oneLine(unreadable));
        }
    }

    private static String oneLine(ConfigException unreadable) {
        String message = String.valueOf(unreadable.getMessage());
        return message.lines().findFirst().orElse(message);
    }

    private static GatewayConfig read(Config operators, String file) {
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
            whole = whole.withFallback(shipped(concern));
        }
        whole = whole.resolve();
        return read(Block.root(whole, "gateway", file), whole.withoutPath("gateway"));
    }

    /** The defaults, without the name of their file: nobody can mend anything there. */
    private static Config shipped(String concern) {
        ConfigObject defaults = ConfigFactory.parseResources(
                        GatewayConfig.class.getClassLoader(),
                        "gateway/" + concern + ".conf",
                        ConfigParseOptions.defaults().setAllowMissing(false))
                .root();
        return ((ConfigObject) withoutFile(defaults)).toConfig();
    }

    private static ConfigValue withoutFile(ConfigValue value) {
        if (!(value instanceof ConfigObject object)) {
            return value;
        }
        ConfigObject renamed = object.withOrigin(ConfigOriginFactory.newSimple("the shipped defaults"));
        for (Map.Entry<String, ConfigValue> entry : object.entrySet()) {
            renamed = renamed.withValue(entry.getKey(), withoutFile(entry.getValue()));
        }
        return renamed;
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
                UserBlock.read(gateway.block("users")),
                HttpSettings.read(gateway.block("http")),
                libraries);
        gateway.end();
        return read;
    }
}
