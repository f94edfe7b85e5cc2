package im.gateway.node.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.node.user.UserActor;
import im.gateway.persistence.RegistrationId;
import im.gateway.protocol.jid.BareJid;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestInbox;
import org.junit.jupiter.api.Test;

class RousingTest {
    private static final RegistrationId ROMEO = new RegistrationId("irc.localhost", BareJid.of("romeo@montague.lit"));

    private final List<Long> told = new ArrayList<>();
    private final Rousing rousing = new Rousing(
            (user, command) -> told.add(((UserActor.Rouse) command).number()),
            TestInbox.<UserActor.Settled>create().getRef());

    @Test
    void whoDoesNotAnswerIsToldAgain() {
        rousing.awaitRoom();
        rousing.rouse(ROMEO, 0);
        rousing.again(999);
        assertThat(told).containsExactly(1L);
        rousing.again(1000);
        assertThat(told).containsExactly(1L, 1L);
        rousing.awake(1);
        rousing.again(9000);
        assertThat(told).containsExactly(1L, 1L);
        assertThat(rousing.size()).isZero();
    }

    @Test
    void whoNeverAnswersIsLeftAlone() {
        rousing.awaitRoom();
        rousing.rouse(ROMEO, 0);
        for (int n = 1; n < 2 * Rousing.MOST_TRIES; n++) {
            rousing.again(n * 1000L);
        }
        assertThat(told).hasSize(Rousing.MOST_TRIES);
        assertThat(rousing.size()).isZero();
    }

    @Test
    void onlySoManyAreOnTheirWayUp() throws Exception {
        for (int n = 0; n < Rousing.AT_ONCE; n++) {
            rousing.awaitRoom();
            rousing.rouse(ROMEO, 0);
        }
        CountDownLatch room = new CountDownLatch(1);
        Thread next = new Thread(() -> {
            rousing.awaitRoom();
            room.countDown();
        });
        next.start();
        assertThat(room.await(100, TimeUnit.MILLISECONDS)).as("no room").isFalse();
        rousing.awake(7);
        assertThat(room.await(10, TimeUnit.SECONDS)).as("room").isTrue();
        next.join();
    }
}
