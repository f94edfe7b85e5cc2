package im.gateway.node.cluster;

import com.typesafe.config.ConfigValueFactory;
import im.gateway.node.config.BootstrapSettings;
import im.gateway.node.config.Endpoint;
import im.gateway.node.config.GatewayConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.AddressFromURIString;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.JoinSeedNodes;
import org.apache.pekko.management.cluster.bootstrap.ClusterBootstrap;

/**
 * How the nodes of a cluster find each other: by seeds, which Pekko's cluster asks one after the other, or by DNS or Kubernetes' API, as the cluster
 * bootstrap of Pekko Management does it. That one asks the others, at the port of their health, for the cluster that they are in, and
 * joins it. Only when none is in any, and as many answer as the cluster has nodes, the one with the lowest address founds it: fewer
 * than all never do, so that there cannot be two.
 */
public final class Discovery {
    private static final String BOOTSTRAP = "pekko.management.cluster.bootstrap.";
    private static final String CONTACTS = BOOTSTRAP + "contact-point-discovery.";
    private static final String KUBERNETES = "pekko.discovery.kubernetes-api.";

    private Discovery() {}

    /** Pekko's settings for it. */
    static Map<String, Object> settings(GatewayConfig config) {
        BootstrapSettings bootstrap = config.cluster().bootstrap();
        Map<String, Object> settings = new HashMap<>();
        if (bootstrap instanceof BootstrapSettings.Seeds seeds) {
            settings.put("pekko.cluster.seed-nodes", ConfigValueFactory.fromIterable(seeds(config, seeds.seeds())));
        } else if (bootstrap instanceof BootstrapSettings.Dns dns) {
            settings.putAll(contacts(config, "pekko-dns", dns.name(), dns.nodes()));
        } else if (bootstrap instanceof BootstrapSettings.Kubernetes pods) {
            settings.putAll(contacts(config, "kubernetes-api", config.cluster().name(), pods.nodes()));
            settings.put(KUBERNETES + "pod-label-selector", pods.selector());
            if (pods.namespace() != null) {
                settings.put(KUBERNETES + "pod-namespace", pods.namespace());
            }
        } else {
            throw new AssertionError("a bootstrap without settings: " + bootstrap.getClass());
        }
        return settings;
    }

    private static List<String> seeds(GatewayConfig config, List<Endpoint> seeds) {
        Endpoint self = new Endpoint(config.cluster().host(), config.cluster().port());
        String system = config.cluster().name();
        return (seeds.isEmpty() ? List.of(self) : seeds)
                .stream().map(seed -> "pekko://" + system + "@" + seed).toList();
    }

    private static Map<String, Object> contacts(GatewayConfig config, String method, String name, int nodes) {
        return Map.of(
                "pekko.cluster.seed-nodes",
                ConfigValueFactory.fromIterable(List.of()),
                "pekko.management.http.routes.cluster-bootstrap",
                ClusterBootstrap.class.getName() + "$",
                CONTACTS + "discovery-method",
                method,
                CONTACTS + "service-name",
                name,
                CONTACTS + "effective-name",
                name,
                CONTACTS + "required-contact-point-nr",
                nodes,
                BOOTSTRAP + "contact-point.fallback-port",
                config.http().port());
    }

    /** Lets a node look for its cluster, and join it or found it; once its health can be asked for, and once it can serve. */
    public static void start(ActorSystem<?> system, GatewayConfig config) {
        if (config.cluster().bootstrap() instanceof BootstrapSettings.Seeds seeds) {
            List<Address> addresses = seeds(config, seeds.seeds()).stream()
                    .map(AddressFromURIString::parse)
                    .toList();
            Cluster.get(system).manager().tell(new JoinSeedNodes(addresses));
        } else {
            ClusterBootstrap.get(system).start();
        }
    }
}
