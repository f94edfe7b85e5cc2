package im.gateway.protocol.xml;

import static im.gateway.protocol.xml.Samples.HEADER;
import static im.gateway.protocol.xml.Samples.latin1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 3629 section 4, and RFC 6120 section 4.9.3.22 for what is to be said where it is broken. */
class Utf8CheckTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0080",
                "\u00C0\u00AF",
                "\u00C1\u0081",
                "\u00E0\u0080\u0080",
                "\u00E0\u009F\u00BF",
                "\u00ED\u00A0\u0080",
                "\u00F0\u0080\u0080\u0080",
                "\u00F0\u008F\u00BF\u00BF",
                "\u00F4\u0090\u0080\u0080",
                "\u00F5\u0080\u0080\u0080",
                "\u00FE",
                "\u00FF",
                "\u00C3 ",
                "\u00E2\u0082 ",
                "\u00F0\u009F\u0098 "
            })
    void refusesWhatIsNotUtf8WhereverItStands(String wrong) {
        for (String frame : new String[] {"<a>%</a>", "<a b='%'/>", "<%/>", "<a %=''/>", "%", "<a/> %", "<![CDATA[%"}) {
            byte[] bytes = latin1(HEADER + frame.replace("%", wrong));
            String expected = Samples.said(Samples.whole(bytes));
            assertThat(expected).as(frame).endsWith("UNSUPPORTED_ENCODING");
            assertThat(Samples.said(Samples.byteByByte(bytes))).isEqualTo(expected);
            for (int cut = HEADER.length(); cut < bytes.length; cut++) {
                assertThat(Samples.said(Samples.cutAt(bytes, cut))).isEqualTo(expected);
            }
        }
    }

    @Test
    void refusesUtf16() {
        byte[] bytes = HEADER.getBytes(StandardCharsets.UTF_16);
        assertThat(Samples.said(Samples.whole(bytes))).isEqualTo("UNSUPPORTED_ENCODING");
    }

    /** The platform's own decoder says the same about random bytes, of which many are the ones that matter. */
    @Test
    void agreesWithThePlatform() {
        long seed = 20261121;
        Random random = new Random(seed);
        int[] leads = {0x41, 0xC2, 0xDF, 0xE0, 0xE1, 0xED, 0xEF, 0xF0, 0xF1, 0xF4, 0xF5, 0xC1};
        int[] rest = {0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0x41, 0xC0};
        for (int round = 0; round < 50_000; round++) {
            byte[] bytes = new byte[1 + random.nextInt(12)];
            for (int i = 0; i < bytes.length; i++) {
                int[] from = random.nextInt(3) == 0 ? leads : rest;
                bytes[i] = (byte) from[random.nextInt(from.length)];
            }
            if (random.nextBoolean()) {
                byte[] text = new String(bytes, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
                assertThat(new Utf8Check().firstWrong(text, 0, text.length)).isEqualTo(text.length);
            }
            byte[] whole = latin1(new String(bytes, StandardCharsets.ISO_8859_1) + "....");
            boolean valid = new Utf8Check().firstWrong(whole, 0, whole.length) == whole.length;
            assertThat(valid).as("seed %d, round %d", seed, round).isEqualTo(decodes(whole));
        }
    }

    private static boolean decodes(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException wrong) {
            return false;
        }
    }
}
