package im.gateway.node.cluster.lifeline;

import static im.gateway.node.cluster.TestNodes.await;

import im.gateway.node.cluster.TestNodes;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nodes with the shipped settings, but for a split-brain resolver that would take minutes: who is gone was found dead. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class LifelineTest {
    private final EventLoopGroup loops = new NioEventLoopGroup(1);
    private final TestNodes nodes = new TestNodes();

    @AfterEach
    void end() {
        nodes.close();
        var unused = loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    private ActorSystem<Void> start(int port, int seed) {
        ActorSystem<Void> node = nodes.start(port, seed, "pekko.cluster.split-brain-resolver.stable-after = 300s");
        node.systemActorOf(Lifeline.create(loops), "lifeline", Props.empty());
        return node;
    }

    @Test
    void aNodeThatEndedIsTakenOutByTheOtherTwoAndAnotherOneOfItsAddressIsLetIn() throws Exception {
        int seed = TestNodes.freePort();
        int victim = TestNodes.freePort();
        ActorSystem<Void> first = start(seed, seed);
        ActorSystem<Void> second = start(TestNodes.freePort(), seed);
        ActorSystem<Void> third = start(victim, seed);
        await(nodes, () -> nodes.areAllUp(3));

        nodes.kill(third);
        await("it is taken out", () -> TestNodes.members(first) == 2 && TestNodes.members(second) == 2);

        // Another process at its address, which accepts connections, is let in.
        start(victim, seed);
        await(nodes, () -> nodes.areAllUp(3));
    }
}
