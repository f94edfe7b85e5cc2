package im.gateway.loadtest.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class MixTest {
    @Test
    void aChoiceIsByWeight() {
        Mix mix = new Mix(Map.of(Act.TO_LEGACY, 1.0, Act.SESSION, 0.0, Act.REGISTRATION, 3.0));
        assertThat(mix.choose(0)).isEqualTo(Act.TO_LEGACY);
        assertThat(mix.choose(0.2499)).isEqualTo(Act.TO_LEGACY);
        assertThat(mix.choose(0.25)).isEqualTo(Act.REGISTRATION);
        assertThat(mix.choose(Math.nextDown(1.0))).isEqualTo(Act.REGISTRATION);
    }

    @Test
    void whatHasNoWeightIsNeverChosen() {
        Mix mix = new Mix(Map.of(Act.TO_LEGACY, 0.0, Act.RESOURCE, 1.0));
        for (double random = 0; random < 1; random += 0.01) {
            assertThat(mix.choose(random)).isEqualTo(Act.RESOURCE);
        }
    }

    @Test
    void nothingAtAllIsRefused() {
        assertThatThrownBy(() -> new Mix(Map.of())).hasMessageContaining("mix: all weights are 0");
    }
}
