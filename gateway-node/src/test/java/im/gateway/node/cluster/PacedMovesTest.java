package im.gateway.node.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PacedMovesTest {
    private static final Map<String, Collection<String>> LEAVING =
            Map.of("a", List.of("0", "1", "2", "3", "4"), "b", List.of("5", "6", "7"));

    @Test
    void fewMoveAtATime() {
        assertThat(PacedMoves.next(LEAVING, Set.of()))
                .hasSize(PacedMoves.AT_ONCE)
                .isSubsetOf("0", "1", "2", "3", "4", "5", "6", "7");
        assertThat(PacedMoves.next(LEAVING, Set.of("0", "1", "2")))
                .hasSize(PacedMoves.AT_ONCE - 3)
                .doesNotContain("0", "1", "2");
        assertThat(PacedMoves.next(LEAVING, Set.of("0", "1", "2", "3", "4"))).isEmpty();
    }

    @Test
    void theLastOnesMoveTogether() {
        assertThat(PacedMoves.next(Map.of("b", List.of("6", "7")), Set.of("6"))).containsExactly("7");
    }

    @Test
    void movesOfOthersCount() {
        assertThat(PacedMoves.next(LEAVING, Set.of("90", "91", "92", "93", "94", "95")))
                .isEmpty();
    }
}
