package im.gateway.protocol.oscar;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Collects numbers and texts as bytes. A value that does not fit its field is a mistake of the caller's, and an {@link IllegalArgumentException}: lengths of what
 * users type are checked before.
 */
public final class ByteWriter {
    private static final int MAX_U16 = 0xFFFF;

    private byte[] array = new byte[64];
    private int length;

    public ByteWriter u8(int value) {
        check(value, 0xFF);
        room(1);
        array[length++] = (byte) value;
        return this;
    }

    public ByteWriter u16(int value) {
        check(value, MAX_U16);
        return u8(value >>> 8).u8(value & 0xFF);
    }

    public ByteWriter u32(long value) {
        check(value, 0xFFFF_FFFFL);
        return u16((int) (value >>> 16)).u16((int) (value & MAX_U16));
    }

    public ByteWriter u64(long value) {
        return u32(value >>> 32).u32(value & 0xFFFF_FFFFL);
    }

    public ByteWriter u16le(int value) {
        check(value, MAX_U16);
        return u8(value & 0xFF).u8(value >>> 8);
    }

    public ByteWriter u32le(long value) {
        check(value, 0xFFFF_FFFFL);
        return u16le((int) (value & MAX_U16)).u16le((int) (value >>> 16));
    }

    public ByteWriter bytes(Bytes bytes) {
        room(bytes.length());
        bytes.copyTo(array, length);
        length += bytes.length();
        return this;
    }

    public ByteWriter string8(String text) {
        Bytes bytes = Bytes.utf8(text);
        return u8(bytes.length()).bytes(bytes);
    }

    public ByteWriter string16(String text) {
        Bytes bytes = Bytes.utf8(text);
        return u16(bytes.length()).bytes(bytes);
    }

    /** See {@link ByteReader#stringLe}. */
    public ByteWriter stringLe(String text, Charset charset) {
        byte[] encoded = text.getBytes(charset);
        return u16le(encoded.length + 1)
                .bytes(Bytes.wrap(encoded, 0, encoded.length))
                .u8(0);
    }

    public ByteWriter tlv(int type, Bytes value) {
        return u16(type).u16(value.length()).bytes(value);
    }

    public ByteWriter tlv(int type, String value) {
        return tlv(type, Bytes.of(value, StandardCharsets.UTF_8));
    }

    public ByteWriter tlvU16(int type, int value) {
        return u16(type).u16(2).u16(value);
    }

    public ByteWriter tlvU32(int type, long value) {
        return u16(type).u16(4).u32(value);
    }

    public int length() {
        return length;
    }

    /** What was written so far. */
    public Bytes toBytes() {
        return Bytes.wrap(Arrays.copyOf(array, length), 0, length);
    }

    private static void check(long value, long max) {
        if (value < 0 || value > max) {
            throw new IllegalArgumentException("value: " + value + " (expected: 0 to " + max + ")");
        }
    }

    private void room(int more) {
        if (length + more > array.length) {
            array = Arrays.copyOf(array, Math.max(array.length * 2, length + more));
        }
    }
}
