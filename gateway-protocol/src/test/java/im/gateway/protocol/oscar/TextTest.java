package im.gateway.protocol.oscar;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts, names and passwords. */
class TextTest {
    private static final Charset CYRILLIC = Charset.forName("windows-1251");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "h\u00e4user",
                "\u20ac",
                "\u041f\u0440\u0438\u0432\u0435\u0442",
                "\uD83D\uDE00 smile"
            })
    void textsOfEveryCharset(String text) throws OscarException {
        assertThat(ImText.decode(ImText.encode(text), CYRILLIC)).isEqualTo(text);
    }

    @Test
    void undeclaredBytesAreUtf8OrElseTheCallersGuess() throws OscarException {
        assertThat(ImText.decode(fragment("\u041f".getBytes(StandardCharsets.UTF_8)), CYRILLIC))
                .isEqualTo("\u041f");
        assertThat(ImText.decode(fragment("\u041f".getBytes(CYRILLIC)), CYRILLIC))
                .isEqualTo("\u041f");
    }

    private static Bytes fragment(byte[] text) {
        return new ByteWriter()
                .u8(1)
                .u8(1)
                .u16(text.length + 4)
                .u16(0)
                .u16(0)
                .bytes(Bytes.of(text))
                .toBytes();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<HTML><BODY BGCOLOR=\"#ffffff\"><FONT SIZE=2>hello</FONT></BODY></HTML>|hello",
                "a &lt;b&gt; &amp; &quot;c&quot; &#65;&#x42; &nosuch; & x|a <b> & \"c\" AB &nosuch; & x",
                "see <a href=\"http://x/?a=1&amp;b=2\">this</a>!|see this (http://x/?a=1&b=2)!",
                "<a href='http://x/'>http://x/</a>|http://x/",
                "1 < 2 and <3|1 < 2 and <3",
                "unclosed <b|unclosed <b",
                "&#xD800; &#99999999;|\uD800 &#99999999;",
            })
    void htmlToText(String html, String text) {
        assertThat(ImHtml.toText(html)).isEqualTo(text);
    }

    @Test
    void linesAreKept() {
        assertThat(ImHtml.toText("one<BR>two<br/>three\r\nfour")).isEqualTo("one\ntwo\nthreefour");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a <b> & \"c\" 'd'", "two\nlines", "&amp; stays &lt;", "\u20ac \uD83D\uDE00"})
    void textSurvivesBeingHtml(String text) {
        assertThat(ImHtml.toText(ImHtml.fromText(text))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "Juliet Capulet,julietcapulet",
        "JULIET99,juliet99",
        "Nurse@Capulet.LIT,nurse@capulet.lit",
        "6218895,6218895",
        "621-88-95,6218895",
        "' 621 8895 ',6218895",
    })
    void namesHaveOneForm(String typed, String canonical) {
        assertThat(ScreenName.canonical(typed)).isEqualTo(canonical);
        assertThat(ScreenName.canonical(canonical)).isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "12",
                "0123456",
                "99999999999",
                "3com",
                "j\u00fcliet",
                "a/b",
                "<x>@y",
                "@y",
                "x@",
                "seventeenletterss",
                "a'b@c"
            })
    void namesThatNobodyCanHave(String typed) {
        assertThat(ScreenName.canonical(typed)).isNull();
    }

    /** Calculated with another MD5 implementation. */
    @Test
    void passwordHashes() {
        Bytes key = Bytes.utf8("8B7GD4a7a901o3020");
        assertThat(PasswordHash.plain(key, "secret", StandardCharsets.US_ASCII).toString())
                .isEqualTo("afcb61ca2c8548606e3acc608118ff3b");
        assertThat(PasswordHash.hashed(key, "secret", StandardCharsets.US_ASCII).toString())
                .isEqualTo("ed445a63db5c6c15ad8816336dcd56c5");
    }

    @Test
    void theListInItsEncodedForm() {
        FeedbagItem group = FeedbagItem.group("Friends", 1);
        FeedbagItem juliet = FeedbagItem.buddy("juliet", 1, 1).with(new Tlv(FeedbagItem.ALIAS, "J"));
        FeedbagList list = FeedbagList.EMPTY.with(List.of(group, juliet));
        assertThat(list.items()).containsExactly(group, juliet);
        assertThat(list.freeId()).isEqualTo(2);
        assertThat(list.freeGroup()).isEqualTo(2);
        FeedbagItem renamed = juliet.with(new Tlv(FeedbagItem.ALIAS, "Jule"));
        assertThat(list.with(List.of(renamed)).items()).containsExactly(group, renamed);
        assertThat(list.without(List.of(juliet)).items()).containsExactly(group);
        assertThat(list.find(item -> item.name().equals("juliet"))).isEqualTo(juliet);
        assertThat(list.find(item -> item.name().equals("romeo"))).isNull();
    }

    @Test
    void levelsRiseWithPausesAndFallWithoutThem() {
        assertThat(RateClass.levelAfter(5000, 20, 6000, 0)).isEqualTo(4750);
        assertThat(RateClass.levelAfter(5000, 20, 6000, 100_000)).isEqualTo(6000);
    }
}
