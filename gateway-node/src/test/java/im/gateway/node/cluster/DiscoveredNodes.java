package im.gateway.node.cluster;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A process of its own, with an environment of its own, in which nodes find each other; or do not within a minute and a half. */
public final class DiscoveredNodes {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(90);

    private DiscoveredNodes() {}

    /**
     * Ends in order once all nodes are one cluster.
     *
     * @param configurations of the nodes, a file each
     */
    public static void main(String[] configurations) {
        List<DiscoveredNode> nodes = new ArrayList<>();
        for (String file : configurations) {
            nodes.add(DiscoveredNode.start(Path.of(file)));
        }
        long deadline = System.nanoTime() + PATIENCE;
        while (!nodes.stream().allMatch(node -> node.up() == nodes.size())) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("members: " + nodes + " (expected: all of them, on each)");
            }
            LockSupport.parkNanos(50_000_000);
        }
        nodes.forEach(DiscoveredNode::close);
    }
}
