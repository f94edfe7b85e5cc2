package im.gateway.node.config;

import java.util.List;

/**
 * This node's place in the cluster.
 *
 * @param name of the cluster; nodes of different names never join
 * @param host at which the other nodes reach this one
 * @param port the same
 * @param seeds nodes that are asked to let this one in, itself among them where it may found the cluster; empty for a
 *     cluster of this node alone
 * @param shards of the user actors: the same on every node, for ever; ten times the most nodes is a good number
 */
public record ClusterSettings(String name, String host, int port, List<Endpoint> seeds, int shards) {
    public ClusterSettings {
        seeds = List.copyOf(seeds);
    }

    static ClusterSettings read(Block block) {
        ClusterSettings read = new ClusterSettings(
                block.parsed("name", "letters, digits and hyphens, a letter first", ClusterSettings::checkedName),
                block.text("host"),
                block.port("port"),
                block.endpoints("seeds"),
                block.whole("shards", 1, 10_000));
        block.end();
        return read;
    }

    private static String checkedName(String name) {
        if (!name.matches("[a-zA-Z][a-zA-Z0-9-]*")) {
            throw new IllegalArgumentException("not a name of an actor system: " + name);
        }
        return name;
    }
}
