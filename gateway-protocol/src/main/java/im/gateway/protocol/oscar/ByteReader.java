package im.gateway.protocol.oscar;

import java.nio.charset.Charset;

/** Reads numbers and texts from bytes, and never past their end. */
public final class ByteReader {
    private final byte[] array;
    private final int end;
    private int position;

    ByteReader(byte[] array, int from, int length) {
        this.array = array;
        this.position = from;
        this.end = from + length;
    }

    public int remaining() {
        return end - position;
    }

    public boolean hasMore() {
        return position < end;
    }

    public int u8() throws OscarException {
        need(1);
        return array[position++] & 0xFF;
    }

    public int u16() throws OscarException {
        return u8() << 8 | u8();
    }

    public long u32() throws OscarException {
        return (long) u16() << 16 | u16();
    }

    public long u64() throws OscarException {
        return u32() << 32 | u32();
    }

    /** Two bytes, little-endian, as family 15 has them. */
    public int u16le() throws OscarException {
        return u8() | (u8() << 8);
    }

    /** Four bytes, little-endian, as family 15 has them. */
    public long u32le() throws OscarException {
        return u16le() | (long) u16le() << 16;
    }

    /** The next bytes. Nothing is copied. */
    public Bytes bytes(int length) throws OscarException {
        need(length);
        Bytes bytes = Bytes.wrap(array, position, length);
        position += length;
        return bytes;
    }

    /** All bytes that are left. */
    public Bytes rest() {
        Bytes bytes = Bytes.wrap(array, position, end - position);
        position = end;
        return bytes;
    }

    public void skip(int length) throws OscarException {
        need(length);
        position += length;
    }

    /** A text after its length in one byte. */
    public String string8() throws OscarException {
        return bytes(u8()).utf8();
    }

    /** A text after its length in two bytes. */
    public String string16() throws OscarException {
        return bytes(u16()).utf8();
    }

    /** A text of family 15: its length in two bytes, little-endian, counts a zero byte at the end that is no part of the text. */
    public String stringLe(Charset charset) throws OscarException {
        Bytes bytes = bytes(u16le());
        String text = bytes.text(charset);
        int zero = text.indexOf('\0');
        return zero < 0 ? text : text.substring(0, zero);
    }

    private void need(int length) throws OscarException {
        if (length > remaining()) {
            throw OscarException.expected("length", length, "<= " + remaining() + ", the bytes that are left");
        }
    }
}
