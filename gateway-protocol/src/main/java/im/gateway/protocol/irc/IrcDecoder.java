package im.gateway.protocol.irc;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Bytes to lines, in whatever pieces they come. A line ends with LF, with CR LF, or (RFC 1459 servers exist) with CR alone; empty ones
 * are skipped. Text is UTF-8; a line that is not is read as Windows-1252, which is what the clients that do not speak UTF-8 use. Holds
 * at most {@code maxTagBytes + maxLineBytes} bytes. Not thread-safe.
 */
public final class IrcDecoder {
    /** Tags of a line from a server, with the {@code @} and the space (IRCv3 message-tags). */
    public static final int MAX_TAG_BYTES = 8191;

    /** A line without its tags, with CR LF (RFC 2812 section 2.3). */
    public static final int MAX_LINE_BYTES = 512;

    private static final Charset FALLBACK = Charset.forName("windows-1252");
    private static final int INITIAL_BYTES = 512;

    private final int maxTagBytes;
    private final int maxLineBytes;
    private byte[] line = new byte[INITIAL_BYTES];
    private int length;
    /** Where the tags and their space end in {@link #line}; 0 while that is not known. */
    private int tagsEnd;

    private long discarded;

    /**
     * A decoder for one connection.
     *
     * @param maxTagBytes of the tags
     * @param maxLineBytes of the rest of a line, with its end
     */
    public IrcDecoder(int maxTagBytes, int maxLineBytes) {
        this.maxTagBytes = maxTagBytes;
        this.maxLineBytes = maxLineBytes;
    }

    /** What comes out of the bytes. */
    public sealed interface Decoded {
        record Line(IrcLine line) implements Decoded {}

        /** A line over the limit: it was thrown away up to its end. */
        record TooLong(long bytes) implements Decoded {}

        /** A line that is not IRC. */
        record Malformed(String text) implements Decoded {}
    }

    /** Takes all remaining bytes and gives each line that is complete with them, in order. */
    public void feed(ByteBuffer bytes, Consumer<Decoded> out) {
        // From an array: a buffer checks at each byte whether it is still there.
        byte[] all = new byte[bytes.remaining()];
        bytes.get(all);
        for (byte b : all) {
            if (b == '\n' || b == '\r') {
                end(out);
            } else if (b != 0) {
                // No line may hold NUL (RFC 2812 section 2.3.1): left out, so that nothing behind needs to think of it.
                append(b);
            }
        }
    }

    private void append(byte b) {
        if (discarded > 0) {
            discarded++;
            return;
        }
        boolean inTags = tagsEnd == 0 && length > 0 && line[0] == '@';
        // The line's own limit counts its end, of two bytes.
        int limit = inTags || (length == 0 && b == '@') ? maxTagBytes : tagsEnd + maxLineBytes - 2;
        if (length >= limit) {
            discarded = length + 1L;
            return;
        }
        if (length == line.length) {
            line = Arrays.copyOf(line, Math.min(2 * length, maxTagBytes + maxLineBytes));
        }
        line[length++] = b;
        if (inTags && b == ' ') {
            tagsEnd = length;
        }
    }

    private void end(Consumer<Decoded> out) {
        long tooLong = discarded;
        String text = tooLong > 0 || length == 0 ? "" : text();
        boolean empty = length == 0;
        if (line.length > INITIAL_BYTES) {
            // A long line is rare: its room is not kept for each of many thousand sessions.
            line = new byte[INITIAL_BYTES];
        }
        length = 0;
        tagsEnd = 0;
        discarded = 0;
        if (tooLong > 0) {
            out.accept(new Decoded.TooLong(tooLong));
        } else if (!empty) {
            IrcLine parsed = IrcParser.parse(text);
            out.accept(parsed == null ? new Decoded.Malformed(text) : new Decoded.Line(parsed));
        }
    }

    /** Most lines are; a decoder for each of the others is dear. */
    private boolean isAscii() {
        for (int i = 0; i < length; i++) {
            if (line[i] < 0) {
                return false;
            }
        }
        return true;
    }

    private String text() {
        if (isAscii()) {
            return new String(line, 0, length, StandardCharsets.ISO_8859_1);
        }
        try {
            CharBuffer decoded = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line, 0, length));
            return decoded.toString();
        } catch (CharacterCodingException notUtf8) {
            return new String(line, 0, length, FALLBACK);
        }
    }
}
