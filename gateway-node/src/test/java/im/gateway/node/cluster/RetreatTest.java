package im.gateway.node.cluster;

import static im.gateway.node.cluster.TestNodes.await;
import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.node.cluster.Retreat.Stand;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.pekko.actor.testkit.typed.javadsl.BehaviorTestKit;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.typed.Cluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which side of a split gives up before it is told to. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class RetreatTest {
    @Test
    void theSideWithFewerMembersLosesAndOfHalvesTheOneWithoutTheLowestAddress() throws Exception {
        try (TestNodes nodes = new TestNodes()) {
            int seed = TestNodes.freePort();
            ActorSystem<Void> first = nodes.start(seed, seed, "");
            nodes.start(TestNodes.freePort(), seed, "");
            nodes.start(TestNodes.freePort(), seed, "");
            await(nodes, () -> nodes.areAllUp(3));
            TreeSet<Member> all =
                    new TreeSet<>((one, other) -> Member.addressOrdering().compare(one.address(), other.address()));
            all.addAll(
                    StreamSupport.stream(Cluster.get(first).state().getMembers().spliterator(), false)
                            .collect(Collectors.toSet()));
            Member lowest = all.first();
            Member highest = all.last();
            Set<Member> two = Set.of(lowest, highest);
            Set<Member> others =
                    all.stream().filter(member -> !member.equals(highest)).collect(Collectors.toSet());

            assertThat(Retreat.isLosing(all, Set.of())).isFalse();
            assertThat(Retreat.isLosing(all, Set.of(highest)))
                    .as("two of three")
                    .isFalse();
            assertThat(Retreat.isLosing(all, others)).as("one of three").isTrue();
            assertThat(Retreat.isLosing(two, Set.of(highest)))
                    .as("the lowest of two")
                    .isFalse();
            assertThat(Retreat.isLosing(two, Set.of(lowest)))
                    .as("the other of two")
                    .isTrue();
            assertThat(Retreat.isLosing(Set.of(), Set.of())).as("in no cluster").isFalse();
        }
    }

    /** As after a standstill: the others are reached again a moment later, and nothing further happens in the cluster. */
    @Test
    void aNodeThatReachesTheOthersAgainDoesNotRetreat() {
        Standing node = new Standing();
        node.stand = Stand.LOSING;
        node.millis = 1_000;
        node.look();
        node.stand = Stand.SAFE;
        node.millis = 1_400;
        node.look();
        node.millis = 5_000;
        node.look();
        node.stand = Stand.LOSING;
        node.look();

        assertThat(node.retreat.isUnderWay()).isFalse();
        assertThat(node.ends).hasValue(0);
    }

    @Test
    void aRetreatIsBegunOnceAndIsOverAsSoonAsTheOthersAreReached() {
        Standing node = new Standing();
        node.stand = Stand.LOSING;
        node.millis = 1_000;
        node.look();
        node.millis = 2_499;
        node.look();
        assertThat(node.retreat.isUnderWay()).as("before the time").isFalse();
        node.millis = 2_500;
        node.look();
        node.look();
        assertThat(node.retreat.isUnderWay()).isTrue();
        assertThat(node.ends).hasValue(1);

        node.stand = Stand.SAFE;
        node.look();

        assertThat(node.retreat.isUnderWay()).isFalse();
        assertThat(node.retreat.whenOver().toCompletableFuture()).isCompleted();
    }

    @Test
    void whoIsTakenOutStaysOnTheRetreat() {
        Standing node = new Standing();
        node.stand = Stand.LOSING;
        node.look();
        node.millis = 2_000;
        node.look();
        node.stand = Stand.TAKEN_OUT;
        node.look();

        assertThat(node.retreat.isUnderWay()).isTrue();
    }

    /** The others may have taken it out, and say so when they have been reached for a moment; until then nothing is done for its users. */
    @Test
    void aNodeThatHasStoodStillRetreatsAtOnceUntilItIsKnownToBeAMember() {
        Standing node = new Standing();
        node.look();
        node.millis = 4_500;
        assertThat(node.retreat.hasStoodStill()).as("before it has looked").isTrue();
        assertThat(node.retreat.isUnderWay()).isTrue();
        node.look();
        assertThat(node.ends).hasValue(1);
        node.millis = 6_400;
        node.look();
        assertThat(node.retreat.isUnderWay()).as("for a moment yet").isTrue();
        node.millis = 6_500;
        node.look();

        assertThat(node.retreat.isUnderWay()).isFalse();
        assertThat(node.retreat.hasStoodStill()).isFalse();
        assertThat(node.retreat.whenOver().toCompletableFuture()).isCompleted();
        assertThat(node.ends).hasValue(1);
    }

    @Test
    void whoIsTakenOutAfterAStandstillActsForNobodyAnyMore() {
        Standing node = new Standing();
        node.look();
        node.millis = 8_000;
        node.look();
        node.stand = Stand.TAKEN_OUT;
        node.millis = 60_000;
        node.look();

        assertThat(node.retreat.hasStoodStill()).isTrue();
    }

    /** Nobody can have taken it out: its users go on where they were. */
    @Test
    void theOnlyMemberMayStandStill() {
        Standing node = new Standing();
        node.stand = Stand.ALONE;
        node.look();
        node.millis = 60_000;
        assertThat(node.retreat.isUnderWay()).as("before it has looked").isFalse();
        node.look();

        assertThat(node.retreat.isUnderWay()).isFalse();
        assertThat(node.ends).hasValue(0);
    }

    @Test
    void aShortStandstillIsNothing() {
        Standing node = new Standing();
        node.look();
        node.millis = 4_499;
        assertThat(node.retreat.isUnderWay()).isFalse();
        node.look();

        assertThat(node.retreat.isUnderWay()).isFalse();
        assertThat(node.ends).hasValue(0);
    }

    @Test
    void aNodeThatDoesNotWatchYetHasNotStoodStill() {
        assertThat(new Retreat(() -> 1_000_000).isUnderWay()).isFalse();
    }

    /** A node whose view of the cluster the test decides, and its time. */
    private static final class Standing {
        private final Retreat retreat = new Retreat(this::millis);
        private final AtomicInteger ends = new AtomicInteger();
        private Stand stand = Stand.SAFE;
        private long millis;
        private final BehaviorTestKit<Retreat.Look> watcher =
                BehaviorTestKit.create(Retreat.Watcher.create(retreat, () -> stand, ends::incrementAndGet));

        private long millis() {
            return millis;
        }

        private void look() {
            watcher.run(Retreat.Look.NOW);
        }
    }
}
