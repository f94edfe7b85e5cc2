package im.gateway.servers;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One to three Cassandra nodes on 127.0.0.1, 127.0.0.2 and 127.0.0.3, with the same ports on each address. */
public final class CassandraCluster implements AutoCloseable {
    /** The ring cut into three equal parts; nodes that are given their tokens can begin in any order. */
    private static final List<Long> TOKENS =
            List.of(Long.MIN_VALUE + 1, -3_074_457_345_618_258_603L, 3_074_457_345_618_258_602L);

    private static final Duration RING_LIMIT = Duration.ofMinutes(1);

    private final List<CassandraServer> nodes;

    private CassandraCluster(List<CassandraServer> nodes) {
        this.nodes = List.copyOf(nodes);
    }

    /**
     * Starts the nodes one after the other and waits until each sees all of the others.
     *
     * @param count one to three
     * @param chosen holds a folder for each node, with data that the next start finds; null for temporary folders
     */
    public static CassandraCluster start(int count, @Nullable Path chosen) {
        if (count < 1 || count > TOKENS.size()) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "nodes: %d (expected: 1 to %d)", count, TOKENS.size()));
        }
        List<String> addresses =
                IntStream.rangeClosed(1, count).mapToObj(n -> "127.0.0." + n).toList();
        int nativePort = Ports.freeOn(addresses);
        int storagePort = Ports.freeOn(addresses);
        List<CassandraServer> nodes = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            ServerFolder folder =
                    ServerFolder.of(chosen == null ? null : chosen.resolve("node" + (n + 1)), "cassandra");
            nodes.add(CassandraServer.member(
                    folder, addresses.get(n), addresses.get(0), TOKENS.get(n), nativePort, storagePort));
        }
        CassandraCluster cluster = new CassandraCluster(nodes);
        try {
            nodes.forEach(CassandraServer::launch);
            if (count == TOKENS.size()) {
                cluster.awaitRing();
            }
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
        return cluster;
    }

    public List<CassandraServer> nodes() {
        return nodes;
    }

    public List<InetSocketAddress> contactPoints() {
        return nodes.stream().map(CassandraServer::contactPoint).toList();
    }

    /** Every node must be able to read from three replicas; the keyspace system_distributed has that many. */
    private void awaitRing() {
        long deadline = System.nanoTime() + RING_LIMIT.toNanos();
        for (CassandraServer node : nodes) {
            while (true) {
                try {
                    CqlQuestion.ask(
                            node.contactPoint(),
                            "SELECT keyspace_name FROM system_distributed.view_build_status LIMIT 1",
                            CqlQuestion.CONSISTENCY_ALL);
                    break;
                } catch (IOException e) {
                    if (System.nanoTime() - deadline > 0) {
                        throw new ServerException(
                                String.format(
                                        Locale.ROOT,
                                        "the Cassandra nodes did not find each other within %d s: %s, log %s",
                                        RING_LIMIT.toSeconds(),
                                        e.getMessage(),
                                        node.logFile()),
                                e);
                    }
                }
            }
        }
    }

    @Override
    public void close() {
        for (int n = nodes.size() - 1; n >= 0; n--) {
            nodes.get(n).close();
        }
    }
}
