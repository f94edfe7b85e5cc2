package im.gateway.node.cluster;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import im.gateway.node.config.BootstrapSettings;
import im.gateway.node.config.ClusterSettings;
import im.gateway.node.config.Endpoint;
import im.gateway.node.config.GatewayConfig;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pekko.remote.artery.tcp.ssl.RotatingKeysSSLEngineProvider;
import org.jspecify.annotations.Nullable;

/**
 * Pekko's own configuration. From the strongest to the weakest: what the operator sets for Pekko, what follows from the gateway's
 * settings, what is shipped ({@code gateway/pekko.conf}, with a reason beside each setting), the libraries' defaults.
 */
public final class PekkoConfig {
    /** An escaped character takes at most six bytes; the rest is addresses and names. */
    private static final int FRAME_FOR_CHARACTER = 6;

    private static final int FRAME_FOR_REST = 64 * 1024;
    private static final Duration MARGIN = Duration.ofSeconds(5);

    private PekkoConfig() {}

    /** The configuration of the node's actor system; persistence's part of it is shipped with persistence. */
    public static Config of(GatewayConfig config) {
        return config.libraries()
                .withFallback(config.storage().toConfig())
                .withFallback(ConfigFactory.parseMap(derived(config), "the gateway's settings"))
                .withFallback(ConfigFactory.parseResources(PekkoConfig.class.getClassLoader(), "persistence.conf"))
                .withFallback(ConfigFactory.parseResources(PekkoConfig.class.getClassLoader(), "gateway/pekko.conf"))
                .withFallback(ConfigFactory.defaultReference())
                .resolve();
    }

    /**
     * That of a node that will join its cluster when it is told to ({@link Discovery#start}), and not by itself; looks, and blocks meanwhile,
     * whether another seed may have one.
     */
    public static Config toJoin(GatewayConfig config) {
        if (!(config.cluster().bootstrap() instanceof BootstrapSettings.Seeds seeds)) {
            return of(config);
        }
        String patience = Founding.patience(seeds.seeds(), self(config)).toMillis() + "ms";
        return config.libraries()
                .withFallback(ConfigFactory.parseMap(
                        Map.of("pekko.cluster.seed-node-timeout", patience, "pekko.cluster.seed-nodes", List.of())))
                .withFallback(of(config));
    }

    private static Endpoint self(GatewayConfig config) {
        return new Endpoint(config.cluster().host(), config.cluster().port());
    }

    private static Map<String, Object> tls(ClusterSettings.@Nullable Tls tls) {
        if (tls == null) {
            return Map.of();
        }
        String engine = "pekko.remote.artery.ssl.rotating-keys-engine.";
        return Map.of(
                "pekko.remote.artery.transport",
                "tls-tcp",
                // Reads its files anew every few minutes: certificates are replaced without a restart.
                "pekko.remote.artery.ssl.ssl-engine-provider",
                RotatingKeysSSLEngineProvider.class.getName(),
                engine + "key-file",
                tls.key().toString(),
                engine + "cert-file",
                tls.certificate().toString(),
                engine + "ca-cert-file",
                tls.authority().toString());
    }

    private static Map<String, Object> derived(GatewayConfig config) {
        Duration drain = config.pacing().drain().plus(MARGIN);
        Map<String, Object> derived = new HashMap<>();
        derived.put("pekko.remote.artery.canonical.hostname", config.cluster().host());
        derived.put("pekko.remote.artery.canonical.port", config.cluster().port());
        derived.put(
                "pekko.remote.artery.advanced.maximum-frame-size",
                (config.limits().stanzaBytes() * FRAME_FOR_CHARACTER + FRAME_FOR_REST) + "b");
        derived.putAll(Discovery.settings(config));
        derived.put("pekko.cluster.sharding.number-of-shards", config.cluster().shards());
        derived.putAll(tls(config.cluster().tls()));
        derived.put("pekko.management.http.hostname", config.http().host());
        derived.put("pekko.management.http.port", config.http().port());
        for (String phase :
                List.of("before-service-unbind", "service-unbind", OrderlyEnd.STREAMS_MOVED, "cluster-exiting")) {
            derived.put("pekko.coordinated-shutdown.phases." + phase + ".timeout", drain.toMillis() + "ms");
        }
        derived.put(
                "pekko.coordinated-shutdown.phases." + OrderlyEnd.USERS_MOVED + ".timeout",
                drain.multipliedBy(OrderlyEnd.USERS_MOVED_TIMES).toMillis() + "ms");
        return derived;
    }
}
