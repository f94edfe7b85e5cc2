package im.gateway.node.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Iterator;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class NameMapTest {
    /** Against a tree map, on which each step is done as well. */
    @Test
    void itIsTheMapOfAllStepsInTheOrderOfTheNames() {
        long seed = Long.getLong("seed", 5);
        Random random = new Random(seed);
        Map<String, Integer> expected = new TreeMap<>();
        NameMap<Integer> map = NameMap.empty();
        for (int step = 0; step < 2_000; step++) {
            String name = "n" + random.nextInt(40);
            if (random.nextInt(3) == 0) {
                expected.remove(name);
                map = map.without(name);
            } else {
                expected.put(name, step);
                map = map.with(name, step);
            }
            assertThat(map).as("seed %d, step %d", seed, step).containsExactlyEntriesOf(expected);
            assertThat(map.get(name)).as("seed %d, step %d", seed, step).isEqualTo(expected.get(name));
            assertThat(map.containsKey(name)).isEqualTo(expected.containsKey(name));
        }
        assertThat(map).isEqualTo(expected).hasSameHashCodeAs(expected);
        assertThat(NameMap.copyOf(expected)).isEqualTo(map);
    }

    @Test
    void aCopyDoesNotChangeWithWhatItWasMadeOf() {
        Map<String, Integer> source = new TreeMap<>(Map.of("juliet", 1));
        NameMap<Integer> copy = NameMap.copyOf(source);
        NameMap<Integer> more = copy.with("nurse", 2);
        source.put("juliet", 3);
        assertThat(copy).isEqualTo(Map.of("juliet", 1));
        assertThat(more).isEqualTo(Map.of("juliet", 1, "nurse", 2));
        assertThatThrownBy(() -> copy.put("romeo", 4)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void withoutItsLastNameItIsEmpty() {
        NameMap<Integer> map = NameMap.<Integer>empty().with("juliet", 1).without("juliet");
        assertThat(map).isEmpty();
        Iterator<Map.Entry<String, Integer>> none = map.entrySet().iterator();
        assertThatThrownBy(none::next).isInstanceOf(java.util.NoSuchElementException.class);
    }
}
