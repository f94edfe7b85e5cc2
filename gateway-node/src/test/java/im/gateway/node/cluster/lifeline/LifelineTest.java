package im.gateway.node.cluster.lifeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.StreamSupport;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nodes in one process with the shipped settings, but for a split-brain resolver that would take minutes: who is gone was found dead. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class LifelineTest {
    private final EventLoopGroup loops = new NioEventLoopGroup(1);
    private final List<ActorSystem<Void>> nodes = new ArrayList<>();

    @AfterEach
    void end() {
        nodes.forEach(ActorSystem::terminate);
        var unused = loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    private ActorSystem<Void> start(int port, int seed) {
        Config config = ConfigFactory.parseString("""
                pekko {
                  loglevel = WARNING
                  remote.artery.canonical { hostname = "127.0.0.1", port = %d }
                  cluster {
                    seed-nodes = ["pekko://gateway@127.0.0.1:%d"]
                    split-brain-resolver.stable-after = 300s
                    down-removal-margin = 1s
                  }
                  coordinated-shutdown {
                    run-by-actor-system-terminate = off
                    run-by-jvm-shutdown-hook = off
                    reason-overrides."org.apache.pekko.actor.CoordinatedShutdown$ClusterDowningReason$".exit-jvm = off
                  }
                  persistence { journal.plugin = "", snapshot-store.plugin = "" }
                }
                """.formatted(port, seed))
                .withFallback(ConfigFactory.parseResources("gateway/pekko.conf"))
                .withFallback(ConfigFactory.defaultReference())
                .resolve();
        ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "gateway", config);
        system.systemActorOf(Lifeline.create(loops), "lifeline", Props.empty());
        nodes.add(system);
        return system;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static long up(ActorSystem<?> node) {
        return StreamSupport.stream(Cluster.get(node).state().getMembers().spliterator(), false)
                .filter(member -> member.status().equals(MemberStatus.up()))
                .count();
    }

    private static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("deadline for: " + what).isLessThan(deadline);
            LockSupport.parkNanos(20_000_000);
        }
    }

    @Test
    void aNodeThatEndedIsTakenOutByTheOtherTwoAndAnotherOneOfItsAddressIsLetIn() throws Exception {
        int seed = freePort();
        int victim = freePort();
        ActorSystem<Void> first = start(seed, seed);
        ActorSystem<Void> second = start(freePort(), seed);
        ActorSystem<Void> third = start(victim, seed);
        await("three nodes are up", () -> nodes.stream().allMatch(node -> up(node) == 3));

        // Its sockets close without a word to the cluster, as those of a process that was killed.
        third.terminate();
        third.getWhenTerminated().toCompletableFuture().get(30, TimeUnit.SECONDS);
        nodes.remove(third);
        long ended = System.nanoTime();
        await("it is taken out", () -> memberCount(first) == 2 && memberCount(second) == 2);
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - ended);
        System.out.println("an ended process was out of the cluster after " + millis + " ms");

        ActorSystem<Void> again = start(victim, seed);
        await("the new process at its address is up", () -> up(first) == 3 && up(again) == 3);
    }

    private static long memberCount(ActorSystem<?> node) {
        return StreamSupport.stream(Cluster.get(node).state().getMembers().spliterator(), false)
                .count();
    }
}
