package im.gateway.protocol.jid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** XEP-0106 version 1.1.1. */
class JidEscapingTest {
    /** Section 5: the table of section 5.1, and the addresses of sections 5.2, 5.5, 5.6 and 5.7. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '#',
            value = {
                "space cadet | space\\20cadet",
                "call me \"ishmael\" | call\\20me\\20\\22ishmael\\22",
                "at&t guy | at\\26t\\20guy",
                "d'artagnan | d\\27artagnan",
                "/.fanboy | \\2f.fanboy",
                "::foo:: | \\3a\\3afoo\\3a\\3a",
                "<foo> | \\3cfoo\\3e",
                "user@host | user\\40host",
                "c:\\net | c\\3a\\net",
                "c:\\\\net | c\\3a\\\\net",
                "c:\\cool stuff | c\\3a\\cool\\20stuff",
                "c:\\5commas | c\\3a\\5c5commas",
                "here's_a_wild_&_/cr%zy/_address | here\\27s_a_wild_\\26_\\2fcr%zy\\2f_address",
                "\\3and\\2is\\5cool | \\5c3and\\2is\\5c5cool",
                "somenick!user\"&'/:<>\\3address | somenick!user\\22\\26\\27\\2f\\3a\\3c\\3e\\5c3address",
            },
            delimiter = '|')
    void escapesAndUnescapesAsTheExamplesShow(String text, String escaped) {
        assertThat(JidEscaping.escape(text)).isEqualTo(escaped);
        assertThat(JidEscaping.unescape(escaped)).isEqualTo(text);
    }

    /** Section 4.3: incomplete sequences, and those of characters that need no escaping. */
    @ParameterizedTest
    @ValueSource(strings = {"\\2plus\\2is\\4", "foo\\bar", "foob\\41r", "\\", "a\\", "\\2", "\\2F", "\\5C", "plain"})
    void leavesOtherBackslashesAlone(String text) {
        assertThat(JidEscaping.escape(text)).isEqualTo(text);
        assertThat(JidEscaping.unescape(text)).isEqualTo(text);
    }

    /** Section 4.1, rule 7. */
    @Test
    void aTextThatLooksEscapedIsKeptApartFromTheOneThatItLooksLike() {
        assertThat(JidEscaping.escape("d\\27artagnan")).isEqualTo("d\\5c27artagnan");
        assertThat(JidEscaping.escape("a\\5cb")).isEqualTo("a\\5c5cb");
        assertThat(JidEscaping.unescape("a\\5c5cb")).isEqualTo("a\\5cb");
    }

    /** Section 4.1, rule 6. */
    @ParameterizedTest
    @ValueSource(strings = {" ", " a", "a ", " a "})
    void aSpaceAtAnEndCannotBeEscaped(String text) {
        assertThat(JidEscaping.escape(text)).isNull();
    }

    @Test
    void everyTextComesBack() {
        long seed = 20160708L;
        Random random = new Random(seed);
        String alphabet = "\\\\\\\\ \"&'/:<>@20567acfe\u00E9";
        for (int round = 0; round < 20_000; round++) {
            String text = random.ints(random.nextInt(12), 0, alphabet.length())
                    .mapToObj(i -> alphabet.substring(i, i + 1))
                    .reduce("", String::concat);
            String escaped = JidEscaping.escape(text);
            if (escaped == null) {
                assertThat(text).as("seed %d", seed).matches("(?s) .*|.* ");
            } else {
                assertThat(JidEscaping.unescape(escaped)).as("seed %d", seed).isEqualTo(text);
                assertThat(escaped).as("seed %d", seed).doesNotContainPattern("[ \"&'/:<>@]");
            }
        }
    }
}
