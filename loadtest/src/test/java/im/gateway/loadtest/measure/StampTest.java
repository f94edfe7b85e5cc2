package im.gateway.loadtest.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StampTest {
    private static final Stamp STAMP = new Stamp(Integer.MAX_VALUE, 1_999_999, 123_456, -9_000_000_000_000L);

    @ParameterizedTest
    @ValueSource(ints = {0, 50, 60, 400})
    void isReadAgainFromATextOfAnyLength(int length) {
        assertThat(STAMP.toBody(length).length()).isGreaterThanOrEqualTo(length);
        assertThat(Stamp.parse(STAMP.toBody(length))).isEqualTo(STAMP);
    }

    @Test
    void aTextOfTheWantedLengthIsNotLonger() {
        assertThat(STAMP.toBody(200)).hasSize(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "lt", "lt 1 2 3", "lt 1 2 3 !", "hello there, how are you", "lt 1 2 zzzzzzzzzzzz 4"})
    void otherWordsAreNoStamp(String words) {
        assertThat(Stamp.parse(words)).isNull();
    }
}
