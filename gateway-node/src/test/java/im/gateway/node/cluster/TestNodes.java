package im.gateway.node.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.StreamSupport;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;

/** Actor systems in this process with the shipped settings of Pekko; closing it ends them without a word to each other. */
public final class TestNodes implements AutoCloseable {
    /** By identity: systems of the same name are equal. */
    private final Set<ActorSystem<Void>> nodes = Collections.newSetFromMap(new IdentityHashMap<>());

    /** No node yet. */
    public TestNodes() {}

    /** Starts one that joins the node at the port {@code seed}, or founds the cluster where that is its own. */
    public ActorSystem<Void> start(int port, int seed, String more) {
        Config config = ConfigFactory.parseString(more)
                .withFallback(ConfigFactory.parseString("""
                        pekko {
                          loglevel = WARNING
                          remote.artery.canonical { hostname = "127.0.0.1", port = %d }
                          cluster.seed-nodes = ["pekko://gateway@127.0.0.1:%d"]
                          coordinated-shutdown {
                            run-by-actor-system-terminate = off
                            run-by-jvm-shutdown-hook = off
                            reason-overrides."org.apache.pekko.actor.CoordinatedShutdown$ClusterDowningReason$" {
                              exit-jvm = off
                            }
                          }
                          persistence { journal.plugin = "", snapshot-store.plugin = "" }
                        }
                        """.formatted(port, seed)))
                .withFallback(ConfigFactory.parseResources("gateway/pekko.conf"))
                .withFallback(ConfigFactory.defaultReference())
                .resolve();
        ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "gateway", config);
        nodes.add(system);
        return system;
    }

    /** Closes its sockets without a word to the cluster, as those of a process that was killed. */
    public void kill(ActorSystem<Void> node) throws Exception {
        nodes.remove(node);
        node.terminate();
        node.getWhenTerminated().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    /** Whether each node that runs sees so many that are up, and nobody else. */
    public boolean areAllUp(int members) {
        return nodes.stream().allMatch(node -> up(node) == members && members(node) == members);
    }

    /** What each node that runs sees, for the words of a failure. */
    @Override
    public String toString() {
        StringBuilder views = new StringBuilder();
        nodes.forEach(
                node -> views.append(Cluster.get(node).state().getMembers()).append('\n'));
        return views.toString();
    }

    public static long members(ActorSystem<?> node) {
        return StreamSupport.stream(Cluster.get(node).state().getMembers().spliterator(), false)
                .count();
    }

    /** How many members it sees that are up. */
    static long up(ActorSystem<?> node) {
        return StreamSupport.stream(Cluster.get(node).state().getMembers().spliterator(), false)
                .filter(member -> member.status().equals(MemberStatus.up()))
                .count();
    }

    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Waits until it is so; a minute at most. What is waited for is put into words when that has failed. */
    public static void await(Object what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("deadline for: %s", what).isLessThan(deadline);
            LockSupport.parkNanos(20_000_000);
        }
    }

    @Override
    public void close() {
        nodes.forEach(ActorSystem::terminate);
        nodes.forEach(node -> node.getWhenTerminated()
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join());
    }
}
