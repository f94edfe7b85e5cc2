package im.gateway.protocol.irc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IrcEncoderTest {
    @Test
    void writesTheColonOnlyWhereItIsNeeded() {
        assertThat(wire(IrcLine.of("NICK", "romeo"))).isEqualTo("NICK romeo\r\n");
        assertThat(wire(IrcLine.of("AWAY", ""))).isEqualTo("AWAY :\r\n");
        assertThat(wire(IrcLine.of("PRIVMSG", "juliet", ":)"))).isEqualTo("PRIVMSG juliet ::)\r\n");
        assertThat(wire(IrcLine.of("PRIVMSG", "juliet", "two words"))).isEqualTo("PRIVMSG juliet :two words\r\n");
        assertThat(wire(IrcLine.of("QUIT"))).isEqualTo("QUIT\r\n");
    }

    @Test
    void whatItWritesIsReadBack() {
        IrcLine line = new IrcLine(
                Map.of("label", "a;b \\c\r\n"),
                IrcSource.parse("n!u@h"),
                "PRIVMSG",
                List.of("juliet", "h\u00e9 : llo "));
        List<IrcDecoder.Decoded> out = new ArrayList<>();
        new IrcDecoder(8191, 512).feed(ByteBuffer.wrap(IrcEncoder.encode(line)), out::add);
        assertThat(out).containsExactly(new IrcDecoder.Decoded.Line(line));
    }

    @Test
    void theLengthIsThatOfTheBytesWithoutTags() {
        IrcLine line = IrcLine.of("PRIVMSG", "juliet", "h\u00e9llo \uD83D\uDC4B");
        assertThat(IrcEncoder.length(line.withTag("label", "1"))).isEqualTo(IrcEncoder.encode(line).length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x\r\nQUIT", "x\nQUIT", "x\rQUIT", "x\0y"})
    void noTextCanSmuggleACommandIn(String hostile) {
        assertThatThrownBy(() -> IrcEncoder.encode(IrcLine.of("PRIVMSG", "juliet", hostile)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected: no CR, LF or NUL")
                .hasMessageNotContaining("QUIT");
        assertThatThrownBy(() -> IrcEncoder.encode(IrcLine.of("PRIVMSG", hostile, "x")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> IrcEncoder.encode(IrcLine.of("X" + hostile, "x")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> IrcEncoder.encode(IrcLine.of("PING").withTag(hostile, "x")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"two words", "", ":colon"})
    void onlyTheLastParameterMayBeAnything(String word) {
        assertThatThrownBy(() -> IrcEncoder.encode(IrcLine.of("PRIVMSG", word, "x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("parameter 0");
    }

    private static String wire(IrcLine line) {
        return new String(IrcEncoder.encode(line), StandardCharsets.UTF_8);
    }
}
