package im.gateway.node.config;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * This node's place in the cluster.
 *
 * @param name of the cluster; nodes of different names never join
 * @param host at which the other nodes reach this one
 * @param port the same
 * @param bootstrap how the nodes find each other
 * @param shards of the user actors: the same on every node, for ever; ten times the most nodes is a good number
 * @param tls between the nodes; null for plain TCP
 */
public record ClusterSettings(
        String name,
        String host,
        int port,
        BootstrapSettings bootstrap,
        int shards,
        @Nullable Tls tls) {
    /**
     * TLS 1.3 with certificates on both sides. Each node has its own, with a subject common name or a subject alternative name in common
     * with those of the other nodes, issued by the one authority: whoever has such a certificate is a node.
     *
     * @param key of this node, PEM (PKCS #8)
     * @param certificate of this node, PEM
     * @param authority which issued those of all nodes, and nothing else; PEM
     */
    public record Tls(Path key, Path certificate, Path authority) {
        private static Tls read(Block block) {
            Tls read = new Tls(file(block, "key"), file(block, "certificate"), file(block, "authority"));
            block.end();
            return read;
        }

        private static Path file(Block block, String key) {
            return block.parsed(key, "a PEM file that can be read", text -> {
                Path file = Path.of(text).toAbsolutePath();
                if (!Files.isReadable(file)) {
                    throw new IllegalArgumentException("cannot be read: " + file);
                }
                return file;
            });
        }
    }

    static ClusterSettings read(Block block) {
        ClusterSettings read = new ClusterSettings(
                block.parsed("name", "letters, digits and hyphens, a letter first", ClusterSettings::checkedName),
                block.text("host"),
                block.port("port"),
                BootstrapSettings.read(block),
                block.whole("shards", 1, 10_000),
                block.has("tls") ? Tls.read(block.block("tls")) : null);
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
