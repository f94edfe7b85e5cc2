package im.gateway.node.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.node.edge.Users;
import im.gateway.node.user.UserActor;
import im.gateway.persistence.RegistrationId;
import im.gateway.protocol.jid.BareJid;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.RepointableActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.Test;

class ShardCoordinatorTest {
    private static final String COORDINATOR = "/system/sharding/userCoordinator/singleton/coordinator";

    /** Pekko names its actors as it likes: a name that does not fit any more would switch the setting off without a word. */
    @Test
    void doesNotStandInLineWithTheUsers() throws Exception {
        CountDownLatch there = new CountDownLatch(1);
        try (TestNodes nodes = new TestNodes()) {
            int port = TestNodes.freePort();
            ActorSystem<Void> node = nodes.start(port, port, "");
            TestNodes.await("the node is up", () -> nodes.areAllUp(1));
            Users users = UserSharding.start(
                    node,
                    (id, home) -> Behaviors.receiveMessage(command -> {
                        there.countDown();
                        return Behaviors.same();
                    }),
                    new UserActor.Wake());
            users.tell(new RegistrationId("irc.localhost", BareJid.of("romeo@localhost")), new UserActor.Wake());
            assertThat(there.await(30, TimeUnit.SECONDS)).isTrue();

            ActorRef coordinator = Adapter.toClassic(node)
                    .actorSelection(COORDINATOR)
                    .resolveOne(Duration.ofSeconds(20))
                    .toCompletableFuture()
                    .get(30, TimeUnit.SECONDS);
            assertThat(dispatcherOf(coordinator)).isEqualTo("pekko.actor.internal-dispatcher");
        }
    }

    private static String dispatcherOf(ActorRef actor) {
        return actor instanceof org.apache.pekko.actor.LocalActorRef local
                ? local.underlying().props().dispatcher()
                : ((RepointableActorRef) actor).underlying().props().dispatcher();
    }
}
