package im.gateway.protocol.xml;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Tells whether bytes are UTF-8 (RFC 3629 section 4), however they are cut. Aalto decodes without this check: it takes overlong
 * forms, {@code E0 80 80} for NUL among them, and code points beyond U+10FFFF.
 */
final class Utf8Check {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long NOT_ASCII = 0x8080808080808080L;

    /** How many bytes the character at the cut still needs, and between which bounds the next one has to be. */
    private int missing;

    private int lowest;
    private int highest;

    /** The index of the first byte that cannot be, or {@code end} where all of them can. Ends at a wrong byte: not to be used after. */
    int firstWrong(byte[] bytes, int start, int end) {
        int at = start;
        while (at < end) {
            if (missing == 0) {
                at = skipAscii(bytes, at, end);
                if (at == end) {
                    return end;
                }
                if (!lead(bytes[at] & 0xFF)) {
                    return at;
                }
                at++;
            } else if (continues(bytes[at] & 0xFF)) {
                at++;
            } else {
                return at;
            }
        }
        return end;
    }

    private static int skipAscii(byte[] bytes, int start, int end) {
        int at = start;
        while (at + Long.BYTES <= end && ((long) LONGS.get(bytes, at) & NOT_ASCII) == 0) {
            at += Long.BYTES;
        }
        while (at < end && bytes[at] >= 0) {
            at++;
        }
        return at;
    }

    private boolean lead(int b) {
        lowest = 0x80;
        highest = 0xBF;
        if (b < 0xC2 || b > 0xF4) {
            return false;
        }
        if (b < 0xE0) {
            missing = 1;
        } else if (b < 0xF0) {
            missing = 2;
            // No overlong form, no surrogate.
            lowest = b == 0xE0 ? 0xA0 : lowest;
            highest = b == 0xED ? 0x9F : highest;
        } else {
            missing = 3;
            // No overlong form, nothing beyond U+10FFFF.
            lowest = b == 0xF0 ? 0x90 : lowest;
            highest = b == 0xF4 ? 0x8F : highest;
        }
        return true;
    }

    private boolean continues(int b) {
        if (b < lowest || b > highest) {
            return false;
        }
        lowest = 0x80;
        highest = 0xBF;
        missing--;
        return true;
    }
}
