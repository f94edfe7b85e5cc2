package im.gateway.protocol.xml;

import static im.gateway.protocol.xml.Samples.HEADER;
import static im.gateway.protocol.xml.Samples.latin1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged streams: whatever the bytes, they end in events and never in an exception, and in the same ones at every cut. */
class StreamParserFuzzTest {
    private static final String SAMPLE = HEADER
            + "<message from='a@b' xml:lang='en' x:y='z' xmlns:x='u'><body>x &amp; &#65;&#x1F600; \u00e9\u20ac</body>"
            + "<a><![CDATA[<]]></a></message>\r\n<presence/><!-- x --><?p i?></stream:stream>";
    private static final String PIECES = "<>&;'\"=/!?[]-# \r\n\tax:1\u0000\u0001\u00e9\u00ff\u20ac\ufffe";

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 20261121})
    void damageEndsInEvents(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 2000; round++) {
            byte[] bytes = damaged(random);
            String text = "seed " + seed + ", round " + round + ": " + new String(bytes, StandardCharsets.UTF_8);
            List<StreamEvent> bytewise = Samples.byteByByte(bytes);
            String expected = Samples.said(bytewise);
            assertThat(Samples.said(Samples.whole(bytes))).as(text).isEqualTo(expected);
            assertThat(Samples.said(Samples.cutAt(bytes, random.nextInt(bytes.length))))
                    .as(text)
                    .isEqualTo(expected);
        }
    }

    private static byte[] damaged(Random random) {
        StringBuilder bytes = new StringBuilder(new String(Samples.utf8(SAMPLE), StandardCharsets.ISO_8859_1));
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            int at = random.nextInt(bytes.length());
            switch (random.nextInt(4)) {
                case 0 -> bytes.deleteCharAt(at);
                case 1 -> bytes.insert(at, piece(random));
                case 2 -> bytes.replace(at, at + 1, piece(random));
                default -> bytes.insert(at, bytes.substring(at, Math.min(bytes.length(), at + 1 + random.nextInt(40))));
            }
        }
        return latin1(bytes.toString());
    }

    private static String piece(Random random) {
        String piece = String.valueOf(PIECES.charAt(random.nextInt(PIECES.length())));
        return new String(Samples.utf8(piece), StandardCharsets.ISO_8859_1);
    }
}
