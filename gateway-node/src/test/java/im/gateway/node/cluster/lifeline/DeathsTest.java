package im.gateway.node.cluster.lifeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeathsTest {
    private static final Duration CONFIRM = Duration.ofMillis(800);
    private static final Duration VALID = Duration.ofSeconds(1);
    private static final long SEED = 20261121;

    private static Deaths<String> of(String self, String... voters) {
        Deaths<String> deaths = new Deaths<>(self, CONFIRM, VALID);
        deaths.voters(Set.of(voters));
        return deaths;
    }

    @Test
    void whoRefusesAMajorityForLongEnoughIsDead() {
        Deaths<String> a = of("a", "a", "b", "c");
        a.connected("c");
        a.refused("c", 0);
        a.refused("c", 400);
        a.told("b", Set.of("c"), 500);
        assertThat(a.dead(799)).as("not long enough").isEmpty();
        a.refused("c", 800);
        assertThat(a.dead(800)).containsExactly("c");
    }

    @Test
    void oneWitnessOfThreeIsNotEnough() {
        Deaths<String> a = of("a", "a", "b", "c");
        a.connected("c");
        a.refused("c", 0);
        assertThat(a.dead(5000)).isEmpty();
        a.told("b", Set.of(), 5000);
        assertThat(a.dead(5000)).as("b reaches it").isEmpty();
    }

    @Test
    void oneOfTwoIsNotAMajority() {
        Deaths<String> a = of("a", "a", "b");
        a.connected("b");
        a.refused("b", 0);
        a.told("b", Set.of("b"), 900);
        assertThat(a.dead(1000)).isEmpty();
    }

    @Test
    void aNodeThatWasNeverConnectedToIsNotFoundDead() {
        Deaths<String> a = of("a", "a", "b", "c");
        a.refused("c", 0);
        a.told("b", Set.of("c"), 900);
        assertThat(a.dead(1000)).isEmpty();
    }

    @Test
    void aStalledNodeAcceptsAndIsAlive() {
        Deaths<String> a = of("a", "a", "b", "c");
        a.connected("c");
        a.refused("c", 0);
        a.connected("c");
        a.told("b", Set.of("c"), 900);
        assertThat(a.dead(1000)).isEmpty();
    }

    @Test
    void silenceBreaksTheRow() {
        Deaths<String> a = of("a", "a", "b", "c");
        a.connected("c");
        a.refused("c", 0);
        a.silent("c");
        a.refused("c", 700);
        a.told("b", Set.of("c"), 900);
        assertThat(a.dead(1000)).isEmpty();
        a.told("b", Set.of("c"), 1500);
        assertThat(a.dead(1500)).containsExactly("c");
    }

    @Test
    void whatAnotherNodeSaidLongAgoDoesNotCount() {
        Deaths<String> a = of("a", "a", "b", "c");
        a.connected("c");
        a.refused("c", 0);
        a.told("b", Set.of("c"), 100);
        assertThat(a.dead(1101)).isEmpty();
    }

    @Test
    void whoIsRefusedItselfIsNoWitness() {
        Deaths<String> a = of("a", "a", "b", "c");
        a.connected("b");
        a.connected("c");
        a.refused("b", 0);
        a.refused("c", 0);
        a.told("b", Set.of("c"), 900);
        a.told("c", Set.of("b"), 900);
        assertThat(a.dead(1000)).as("a is alone, whatever the other two say").isEmpty();
    }

    @Test
    void whoIsNotAMemberHasNoVoice() {
        Deaths<String> a = of("a", "a", "b", "c");
        a.connected("c");
        a.refused("c", 0);
        a.told("x", Set.of("c"), 900);
        assertThat(a.dead(1000)).isEmpty();
        a.told("b", Set.of("c"), 900);
        a.voters(Set.of("a", "c", "d"));
        assertThat(a.dead(1000)).as("b has left").isEmpty();
    }

    /** However a cluster falls apart, with both parts refusing each other: never do two parts each take out somebody of the other. */
    @Test
    void noTwoPartsEverTakeEachOtherOut() {
        Random random = new Random(SEED);
        for (int round = 0; round < 2000; round++) {
            int size = 2 + random.nextInt(6);
            Set<String> all = new HashSet<>();
            Map<String, Integer> part = new HashMap<>();
            for (int n = 0; n < size; n++) {
                all.add("n" + n);
                part.put("n" + n, random.nextInt(3));
            }
            Set<Integer> acting = new HashSet<>();
            for (String self : all) {
                Deaths<String> deaths = of(self, all.toArray(String[]::new));
                for (String other : all) {
                    if (!other.equals(self)) {
                        deaths.connected(other);
                    }
                }
                for (String other : all) {
                    if (Objects.equals(part.get(other), part.get(self))) {
                        Set<String> refusesOther = new HashSet<>(all);
                        refusesOther.removeIf(n -> Objects.equals(part.get(n), part.get(other)));
                        deaths.told(other, refusesOther, 1000);
                    } else {
                        deaths.refused(other, 0);
                    }
                }
                if (!deaths.dead(1000).isEmpty()) {
                    acting.add(part.get(self));
                }
            }
            assertThat(acting).as("seed %d round %d: %s", SEED, round, part).hasSizeLessThanOrEqualTo(1);
        }
    }
}
