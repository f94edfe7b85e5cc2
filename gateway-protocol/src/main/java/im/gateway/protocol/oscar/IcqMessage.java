package im.gateway.protocol.oscar;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * A message of the old ICQ: on channel 4, and in what the server has stored. Numbers are little-endian.
 *
 * @param uin the sender
 * @param kind one of the constants or another
 * @param text fields are separated by FE, see {@link #fields}
 */
public record IcqMessage(long uin, int kind, int flags, Bytes text) {
    public static final int PLAIN = 0x01;
    public static final int URL = 0x04;
    public static final int AUTHORIZATION_REQUEST = 0x06;
    public static final int AUTHORIZATION_DENIED = 0x07;
    public static final int AUTHORIZATION_GRANTED = 0x08;
    public static final int SERVER = 0x09;
    public static final int ADDED = 0x0C;
    public static final int WEB_PAGER = 0x0D;
    public static final int EMAIL = 0x0E;

    private static final String SEPARATOR = "\u00FE";

    public static IcqMessage parse(Bytes data) throws OscarException {
        ByteReader in = data.reader();
        return new IcqMessage(in.u32le(), in.u8(), in.u8(), text(in));
    }

    /** The text after its length, without the zero byte at the end. */
    static Bytes text(ByteReader in) throws OscarException {
        int length = in.u16le();
        if (length == 0) {
            return Bytes.EMPTY;
        }
        Bytes text = in.bytes(length - 1);
        in.u8();
        return text;
    }

    public Bytes encode() {
        return new ByteWriter()
                .u32le(uin)
                .u8(kind)
                .u8(flags)
                .u16le(text.length() + 1)
                .bytes(text)
                .u8(0)
                .toBytes();
    }

    public String text(Charset undeclared) {
        return ImText.guess(text, undeclared);
    }

    /** The parts of the text: nick, first and last name, e-mail and so on; the last one is what the sender wrote. */
    public List<String> fields(Charset undeclared) {
        // The separator is a byte that is no part of UTF-8: so a text with separators is never taken for UTF-8 as a
        // whole.
        String[] parts = text.text(StandardCharsets.ISO_8859_1).split(SEPARATOR, -1);
        return Arrays.stream(parts)
                .map(part -> ImText.guess(Bytes.of(part, StandardCharsets.ISO_8859_1), undeclared))
                .toList();
    }
}
