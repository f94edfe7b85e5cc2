package im.gateway.node.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ShardHomesTest {
    private final ShardHomes homes = new ShardHomes(3);

    @Test
    void atFirstAllAreAsleep() {
        homes.see(Map.of("0", "a"));
        assertThat(homes.asleep()).containsExactlyInAnyOrder("0", "1", "2");
    }

    @Test
    @Tag("rfc2779-2.2.2")
    void aShardThatNobodyIsInStaysWoken() {
        homes.woken(homes.asleep());
        homes.see(Map.of("0", "a"));
        homes.see(Map.of("0", "a", "1", "b"));
        assertThat(homes.asleep()).isEmpty();
    }

    @Test
    void aShardThatLostItsNodeOrHasAnotherOneIsAsleep() {
        homes.woken(homes.asleep());
        homes.see(Map.of("0", "a", "1", "b"));
        homes.see(Map.of("1", "c"));
        assertThat(homes.asleep()).containsExactlyInAnyOrder("0", "1");
        homes.woken(homes.asleep());
        homes.see(Map.of("0", "b", "1", "c"));
        assertThat(homes.asleep()).isEmpty();
    }

    @Test
    void theShardsOfALostNodeAreKnownWithoutAsking() {
        homes.woken(homes.asleep());
        homes.see(Map.of("0", "a", "1", "b", "2", "a"));
        assertThat(homes.lost("a")).containsExactlyInAnyOrder("0", "2");
        assertThat(homes.asleep()).containsExactlyInAnyOrder("0", "2");
        assertThat(homes.lost("a")).as("once").isEmpty();
    }

    @Test
    void shardsThatAreNowhereAreNext() {
        assertThat(homes.next(Set.of("1"))).containsExactlyInAnyOrder("0", "2");
        homes.woken(Set.of("0", "2"));
        assertThat(homes.next(Set.of("1", "0"))).containsExactly("1");
    }
}
