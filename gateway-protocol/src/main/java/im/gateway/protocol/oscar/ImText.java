package im.gateway.protocol.oscar;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * The text of a message on channel 1: fragments of (id, version, length, data), of which number 5 names what the recipient must be able to do and number 1 is a text with
 * its charset.
 */
public final class ImText {
    private static final int FRAGMENT_FEATURES = 5;
    private static final int FRAGMENT_TEXT = 1;
    private static final int VERSION = 1;
    private static final int FEATURE_TEXT = 1;

    private static final int ASCII = 0;
    private static final int UTF_16 = 2;
    private static final int LATIN_1 = 3;
    private static final int UTF_8 = 0x0D;

    private ImText() {}

    /** In the poorest charset that has all its characters: ASCII, Latin-1, UTF-16. */
    public static Bytes encode(String text) {
        int max = text.chars().max().orElse(0);
        int charset = max < 0x80 ? ASCII : max < 0x100 ? LATIN_1 : UTF_16;
        Charset java = max < 0x100 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_16BE;
        Bytes encoded = Bytes.of(text, java);
        return new ByteWriter()
                .u8(FRAGMENT_FEATURES)
                .u8(VERSION)
                .u16(1)
                .u8(FEATURE_TEXT)
                .u8(FRAGMENT_TEXT)
                .u8(VERSION)
                .u16(encoded.length() + 4)
                .u16(charset)
                .u16(0)
                .bytes(encoded)
                .toBytes();
    }

    /** How many bytes the text itself takes. */
    public static int length(String text) {
        return text.chars().allMatch(c -> c < 0x100) ? text.length() : 2 * text.length();
    }

    /**
     * The text of all fragments.
     *
     * @param undeclared what bytes above 127 mean where the sender says ASCII all the same, and they are not UTF-8
     */
    public static String decode(Bytes fragments, Charset undeclared) throws OscarException {
        ByteReader in = fragments.reader();
        StringBuilder text = new StringBuilder();
        while (in.hasMore()) {
            int id = in.u8();
            in.u8();
            Bytes data = in.bytes(in.u16());
            if (id == FRAGMENT_TEXT) {
                ByteReader fragment = data.reader();
                int charset = fragment.u16();
                fragment.u16();
                text.append(text(charset, fragment.rest(), undeclared));
            }
        }
        return text.toString();
    }

    private static String text(int charset, Bytes bytes, Charset undeclared) {
        return switch (charset) {
            case UTF_16 -> bytes.text(StandardCharsets.UTF_16BE);
            case LATIN_1 -> bytes.text(StandardCharsets.ISO_8859_1);
            case UTF_8 -> bytes.text(StandardCharsets.UTF_8);
            default -> guess(bytes, undeclared);
        };
    }

    /** UTF-8 where the bytes are that (ASCII is), else the charset that the caller thinks likely. */
    static String guess(Bytes bytes, Charset undeclared) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            return bytes.text(undeclared);
        }
    }
}
