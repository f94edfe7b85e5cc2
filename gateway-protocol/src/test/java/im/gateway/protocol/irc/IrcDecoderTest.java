package im.gateway.protocol.irc;

import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.protocol.irc.IrcDecoder.Decoded;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IrcDecoderTest {
    /** What servers sent, ergo and ngircd among them, and ugly things. */
    private static final List<String> SAMPLES = List.of(
            ":ergo.test CAP * LS * :account-notify sasl=PLAIN,EXTERNAL server-time\r\n",
            "@time=2026-11-21T09:15:53.304Z :ergo.test 433 * romeo :Nickname is reserved\r\nAUTHENTICATE +\r\n",
            "@account=juliet;msgid=i5e;+typing=active :juliet!~u@z4.irc TAGMSG romeo\r\n",
            "@a=\\:\\s\\\\\\r\\n\\x;b;c= PING   :  two words \r\n",
            ":Juliet!~j@cloaked PRIVMSG romeo :\u0001ACTION waves \uD83D\uDC4B\u0001\n\n\r\nPING x\r\n",
            ":ng.test 303 romeo :Juliet \n:ng.test 396 romeo cloaked :is your host\r",
            "\r\n   \r\n:only.a.source\r\n@tag\r\n123456 x\r\nB@D x\r\n",
            "PRIVMSG romeo ::)\r\nMODE x :\r\nUSER a b c d e f g h i j k l m n o p :q r\r\n",
            "@" + "k=v;".repeat(3000) + " PING x\r\nPING " + "x".repeat(600) + "\r\nPONG y\r\n");

    @Test
    void readsEachPartOfALine() {
        Decoded.Line decoded = (Decoded.Line) decode(bytes("@a=1\\s2;b :n!u@h priVmsg #x :hello world\r\n"), 64)
                .get(0);
        IrcLine line = decoded.line();
        assertThat(line.tags()).containsExactly(java.util.Map.entry("a", "1 2"), java.util.Map.entry("b", ""));
        assertThat(line.source()).isEqualTo(new IrcSource("n", "u", "h"));
        assertThat(line.command()).isEqualTo("PRIVMSG");
        assertThat(line.params()).containsExactly("#x", "hello world");
    }

    @Test
    void saysTheSameAtEveryTwoWaySplitAndByteByByte() {
        for (String sample : SAMPLES) {
            byte[] bytes = bytes(sample);
            List<Decoded> whole = decode(bytes, bytes.length);
            assertThat(whole).isNotEmpty();
            assertThat(decode(bytes, 1)).isEqualTo(whole);
            int step = bytes.length > 2000 ? 97 : 1;
            for (int split = 1; split < bytes.length; split += step) {
                assertThat(decodeSplit(bytes, split)).as("split at %d", split).isEqualTo(whole);
            }
        }
    }

    @Test
    void aLineOverTheLimitIsAValueAndTheNextOneIsRead() {
        List<Decoded> decoded = decode(bytes("PING " + "x".repeat(506) + "\r\nPONG y\r\n"), 100);
        assertThat(decoded).containsExactly(new Decoded.TooLong(511), new Decoded.Line(IrcLine.of("PONG", "y")));
    }

    @Test
    void aLineOfExactlyTheLimitIsRead() {
        assertThat(decode(bytes("PING " + "x".repeat(505) + "\r\n"), 512))
                .containsExactly(new Decoded.Line(IrcLine.of("PING", "x".repeat(505))));
    }

    @Test
    void tagsHaveALimitOfTheirOwn() {
        String tags = "@a=" + "x".repeat(8191 - 4) + " ";
        assertThat(decode(bytes(tags + "PING " + "x".repeat(505) + "\r\n"), 999).get(0))
                .isInstanceOf(Decoded.Line.class);
        assertThat(decode(bytes("@a=" + "x".repeat(8191 - 3) + " PING x\r\n"), 999)
                        .get(0))
                .isInstanceOf(Decoded.TooLong.class);
    }

    @Test
    void anEndlessLineNeedsBoundedMemory() {
        IrcDecoder decoder = new IrcDecoder(8191, 512);
        List<Decoded> out = new ArrayList<>();
        byte[] chunk = bytes("y".repeat(1 << 16));
        for (int i = 0; i < 1000; i++) {
            decoder.feed(ByteBuffer.wrap(chunk), out::add);
        }
        decoder.feed(ByteBuffer.wrap(bytes("\nPING x\n")), out::add);
        assertThat(out).containsExactly(new Decoded.TooLong(65_536_000L), new Decoded.Line(IrcLine.of("PING", "x")));
    }

    @Test
    void textThatIsNotUtf8IsReadAsWindows1252() {
        byte[] bytes = "PRIVMSG a :caf\u00e9 \u00804".getBytes(StandardCharsets.ISO_8859_1);
        byte[] line = Arrays.copyOf(bytes, bytes.length + 1);
        line[bytes.length] = '\n';
        assertThat(decode(line, 7)).containsExactly(new Decoded.Line(IrcLine.of("PRIVMSG", "a", "caf\u00e9 \u20ac4")));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 20261121})
    void mutationsNeverThrow(long seed) {
        System.out.println("IrcDecoderTest.mutationsNeverThrow seed=" + seed);
        Random random = new Random(seed);
        long lines = 0;
        for (int round = 0; round < 4000; round++) {
            byte[] bytes = bytes(SAMPLES.get(random.nextInt(SAMPLES.size() - 1)));
            for (int i = random.nextInt(6); i >= 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            for (Decoded decoded : decode(bytes, 1 + random.nextInt(40))) {
                lines++;
                if (decoded instanceof Decoded.Line line) {
                    readEverything(line.line());
                }
            }
        }
        assertThat(lines).isGreaterThan(4000);
    }

    /** All that a session does with a line before it decides anything. */
    private static void readEverything(IrcLine line) {
        Isupport.NONE.with(line).monitorLimit();
        CapReply.of(line);
        ServerTime.of(line);
        Formatting.strip(line.lastParam());
        Ctcp.parse(line.lastParam());
        Nicks.canonical(line.param(0));
        MessageSplitter.split(line.lastParam(), 16);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<Decoded> decode(byte[] bytes, int chunk) {
        IrcDecoder decoder = new IrcDecoder(IrcDecoder.MAX_TAG_BYTES, IrcDecoder.MAX_LINE_BYTES);
        List<Decoded> out = new ArrayList<>();
        for (int start = 0; start < bytes.length; start += chunk) {
            decoder.feed(ByteBuffer.wrap(bytes, start, Math.min(chunk, bytes.length - start)), out::add);
        }
        return out;
    }

    private static List<Decoded> decodeSplit(byte[] bytes, int split) {
        IrcDecoder decoder = new IrcDecoder(IrcDecoder.MAX_TAG_BYTES, IrcDecoder.MAX_LINE_BYTES);
        List<Decoded> out = new ArrayList<>();
        decoder.feed(ByteBuffer.wrap(bytes, 0, split), out::add);
        decoder.feed(ByteBuffer.wrap(bytes, split, bytes.length - split), out::add);
        return out;
    }
}
