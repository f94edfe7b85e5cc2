package im.gateway.loadtest.faults.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NodeStartsTest {
    @Test
    void fewStartAtOnce() {
        assertThat(NodeStarts.waves(3)).containsExactly(List.of(0, 1, 2));
    }

    @Test
    void ofManyTheFirstFoundsTheClusterAlone() {
        assertThat(NodeStarts.waves(6)).containsExactly(List.of(0), List.of(1, 2), List.of(3, 4), List.of(5));
    }
}
