package im.gateway.protocol.irc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageSplitterTest {
    @Test
    void eachLineIsAMessageAndEmptyOnesAreNone() {
        assertThat(MessageSplitter.split("one\r\ntwo\n\n  \nthree\rfour\u2028five", 400))
                .containsExactly("one", "two", "three", "four", "five");
        assertThat(MessageSplitter.split("\n \r\n", 400)).isEmpty();
    }

    @Test
    void splitsAtASpaceWhereThereIsOne() {
        assertThat(MessageSplitter.split("the quick brown fox jumps", 16))
                .containsExactly("the quick brown", "fox jumps");
    }

    @Test
    void splitsAWordWithoutSpacesBetweenCharacters() {
        assertThat(MessageSplitter.split("a" + "\u00e9".repeat(16), 16))
                .containsExactly("a" + "\u00e9".repeat(7), "\u00e9".repeat(8), "\u00e9");
    }

    @Test
    void keepsASurrogatePairAndACombiningAccentTogether() {
        assertThat(MessageSplitter.split("a".repeat(14) + "\uD83D\uDC4Bz", 16))
                .containsExactly("a".repeat(14), "\uD83D\uDC4Bz");
        assertThat(MessageSplitter.split("a".repeat(15) + "e\u0301z", 16)).containsExactly("a".repeat(15), "e\u0301z");
    }

    @Test
    void aCharacterThatIsLongerThanALineIsBrokenRatherThanLost() {
        String zalgo = "a" + "\u0301".repeat(40);
        assertThat(String.join("", MessageSplitter.split(zalgo, 16))).isEqualTo(zalgo);
    }

    @Test
    void nulIsLeftOut() {
        assertThat(MessageSplitter.split("a\0b", 16)).containsExactly("ab");
    }

    @Test
    void cutsBetweenCodePoints() {
        assertThat(MessageSplitter.cut("ab\uD83D\uDC4Bc", 5)).isEqualTo("ab");
        assertThat(MessageSplitter.cut("abc", 5)).isEqualTo("abc");
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 20261121})
    void randomTextFitsAndNothingButSpacesAndLineEndsIsLost(long seed) {
        System.out.println("MessageSplitterTest seed=" + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 3000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(200); i >= 0; i--) {
                text.appendCodePoint(codePoint(random));
            }
            int max = 16 + random.nextInt(60);
            List<String> pieces = MessageSplitter.split(text.toString(), max);
            for (String piece : pieces) {
                assertThat(piece.getBytes(StandardCharsets.UTF_8).length).isBetween(1, max);
                assertThat(piece).doesNotContain("\n", "\r", "\0");
                assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(piece)).isTrue();
            }
            assertThat(withoutSpace(String.join("", pieces))).isEqualTo(withoutSpace(text.toString()));
        }
    }

    private static int codePoint(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> ' ';
            case 1 -> 0x1F600 + random.nextInt(50);
            case 2 -> 0x0300 + random.nextInt(0x60);
            case 3 -> 0x4E00 + random.nextInt(500);
            case 4 -> random.nextInt(6) == 0 ? '\n' : 'x';
            default -> 'a' + random.nextInt(26);
        };
    }

    private static String withoutSpace(String text) {
        return text.replaceAll("[ \r\n]", "");
    }
}
