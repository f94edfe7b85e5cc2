package im.gateway.protocol.irc;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A message of any length and any number of lines to texts that each fit into one PRIVMSG. Splits at a space where there is one in the
 * second half of a piece, otherwise between two characters as a reader sees them (a letter with its accents, an emoji with its
 * modifiers), and never inside a code point. Nothing but the line ends, and the spaces at which it splits, is lost.
 */
public final class MessageSplitter {
    private static final Pattern LINE_END = Pattern.compile("\r\n|[\r\n\u0085\u2028\u2029]");
    private static final String LINE_ENDS = "\r\n\u0085\u2028\u2029";

    private MessageSplitter() {}

    /**
     * Splits.
     *
     * @param maxBytes of each text in UTF-8; at least 16
     * @return without empty texts; empty where the message holds nothing but line ends and spaces
     */
    public static List<String> split(String message, int maxBytes) {
        if (maxBytes < 16) {
            throw new IllegalArgumentException("maxBytes: " + maxBytes + " (expected: >= 16)");
        }
        List<String> pieces = new ArrayList<>(1);
        for (String line : isOneLine(message) ? new String[] {message} : LINE_END.split(message, -1)) {
            // NUL ends a line for some servers, and XML does not allow it either.
            String text = line.indexOf('\0') < 0 ? line : line.replace("\0", "");
            if (!text.isBlank()) {
                splitLine(text, maxBytes, pieces);
            }
        }
        return pieces;
    }

    /** Nearly every message is; the pattern takes a microsecond to find that out. */
    private static boolean isOneLine(String message) {
        for (int i = 0; i < message.length(); i++) {
            if (LINE_ENDS.indexOf(message.charAt(i)) >= 0) {
                return false;
            }
        }
        return true;
    }

    /** Cuts one text to a number of bytes, between two code points; nothing is added. */
    public static String cut(String text, int maxBytes) {
        return text.substring(0, end(text, 0, maxBytes, null));
    }

    private static void splitLine(String line, int maxBytes, List<String> pieces) {
        if (Utf8.length(line) <= maxBytes) {
            pieces.add(line);
            return;
        }
        BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        characters.setText(line);
        int start = 0;
        while (start < line.length()) {
            int end = end(line, start, maxBytes, characters);
            int space = end == line.length() ? -1 : line.lastIndexOf(' ', end);
            boolean atSpace = space > start + (end - start) / 2;
            String piece = line.substring(start, atSpace ? space : end);
            if (!piece.isBlank()) {
                pieces.add(piece);
            }
            start = atSpace ? space + 1 : end;
        }
    }

    /** The last place, after {@code start}, up to which the text fits. */
    private static int end(
            String text, int start, int maxBytes, @org.jspecify.annotations.Nullable BreakIterator characters) {
        int bytes = 0;
        int at = start;
        while (at < text.length()) {
            int point = text.codePointAt(at);
            int size = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
            if (bytes + size > maxBytes) {
                break;
            }
            bytes += size;
            at += Character.charCount(point);
        }
        if (characters == null || at == text.length() || characters.isBoundary(at)) {
            return at;
        }
        int boundary = characters.preceding(at);
        // A "character" longer than a whole line (stacked accents without end) is broken between its code points.
        return boundary > start ? boundary : at;
    }
}
