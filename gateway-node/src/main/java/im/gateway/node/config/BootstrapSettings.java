package im.gateway.node.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the nodes of a cluster find each other at their start. */
public sealed interface BootstrapSettings {
    /**
     * A list of nodes in the configuration.
     *
     * @param seeds nodes that are asked to let this one in, itself among them where it may found the cluster; empty for a cluster of this
     *     node alone
     */
    record Seeds(List<Endpoint> seeds) implements BootstrapSettings {
        public Seeds {
            seeds = List.copyOf(seeds);
        }
    }

    /**
     * The addresses (A and AAAA) of a name; their health is at the same port as this node's.
     *
     * @param nodes that have to be found, and to answer that they have no cluster, before one is founded
     */
    record Dns(String name, int nodes) implements BootstrapSettings {}

    /**
     * The pods that Kubernetes' API lists for a selector; their health is at the same port as this node's.
     *
     * @param selector of pods by their labels
     * @param namespace null for that of this node's own pod
     * @param nodes as with DNS
     */
    record Kubernetes(String selector, @Nullable String namespace, int nodes) implements BootstrapSettings {}

    /** The words for them in the configuration; each but the first has a block of its name. */
    enum Kind {
        SEEDS,
        DNS,
        KUBERNETES
    }

    /** Reads the keys of the cluster's block that are about this. */
    static BootstrapSettings read(Block cluster) {
        Kind kind = cluster.choice("bootstrap", Kind.class);
        refuseOthers(cluster, kind);
        return switch (kind) {
            case SEEDS -> new Seeds(cluster.endpoints("seeds"));
            case DNS -> dns(cluster.block("dns"));
            case KUBERNETES -> kubernetes(cluster.block("kubernetes"));
        };
    }

    /** What would mean nothing is a mistake, and one of a kind that ends in two clusters. */
    private static void refuseOthers(Block cluster, Kind kind) {
        if (kind != Kind.SEEDS && !cluster.endpoints("seeds").isEmpty()) {
            throw cluster.wrong("seeds", "none, since bootstrap is another one");
        }
        if (kind != Kind.DNS && cluster.has("dns")) {
            throw cluster.wrong("dns", "no such block, since bootstrap is another one");
        }
        if (kind != Kind.KUBERNETES && cluster.has("kubernetes")) {
            throw cluster.wrong("kubernetes", "no such block, since bootstrap is another one");
        }
    }

    private static Dns dns(Block block) {
        Dns read = new Dns(block.text("name"), nodes(block));
        block.end();
        return read;
    }

    private static Kubernetes kubernetes(Block block) {
        Kubernetes read = new Kubernetes(block.text("selector"), block.optionalText("namespace"), nodes(block));
        block.end();
        return read;
    }

    private static int nodes(Block block) {
        return block.whole("nodes", 1, 1000);
    }
}
