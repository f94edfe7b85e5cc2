package im.gateway.protocol.oscar;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that never change. A part of it shares the array. */
public final class Bytes {
    public static final Bytes EMPTY = new Bytes(new byte[0], 0, 0);
    private static final int SHOWN = 32;

    private final byte[] array;
    private final int from;
    private final int length;

    private Bytes(byte[] array, int from, int length) {
        this.array = array;
        this.from = from;
        this.length = length;
    }

    /** Takes the array over: nobody may write to it afterwards. */
    static Bytes wrap(byte[] array, int from, int length) {
        return length == 0 ? EMPTY : new Bytes(array, from, length);
    }

    /** A copy of these bytes. */
    public static Bytes of(byte[] bytes) {
        return wrap(bytes.clone(), 0, bytes.length);
    }

    public static Bytes of(String text, Charset charset) {
        byte[] encoded = text.getBytes(charset);
        return wrap(encoded, 0, encoded.length);
    }

    public static Bytes utf8(String text) {
        return of(text, StandardCharsets.UTF_8);
    }

    public int length() {
        return length;
    }

    public boolean isEmpty() {
        return length == 0;
    }

    public ByteReader reader() {
        return new ByteReader(array, from, length);
    }

    /** The text in this charset; what is malformed in it becomes the replacement character. */
    public String text(Charset charset) {
        return new String(array, from, length, charset);
    }

    public String utf8() {
        return text(StandardCharsets.UTF_8);
    }

    public byte[] toArray() {
        return Arrays.copyOfRange(array, from, from + length);
    }

    /** The same bytes in an array of their own, so that the frame they came in can be forgotten. */
    public Bytes compact() {
        return array.length == length ? this : wrap(toArray(), 0, length);
    }

    void copyTo(byte[] target, int offset) {
        System.arraycopy(array, from, target, offset, length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that
                && Arrays.equals(array, from, from + length, that.array, that.from, that.from + that.length);
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = 0; i < length; i++) {
            hash = 31 * hash + array[from + i];
        }
        return hash;
    }

    /** In hexadecimal, cut short after some bytes. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < Math.min(length, SHOWN); i++) {
            text.append(Character.forDigit((array[from + i] >> 4) & 0xF, 16))
                    .append(Character.forDigit(array[from + i] & 0xF, 16));
        }
        return length > SHOWN ? text + "... (" + length + " bytes)" : text.toString();
    }
}
