package im.gateway.protocol.irc;

import java.nio.charset.StandardCharsets;

/**
 * An {@link IrcLine} to bytes. Refuses whatever would be read as something else: a CR, LF or NUL anywhere, and a space, an empty text or a
 * leading colon in a parameter that is not the last. So no text from elsewhere can smuggle a command in.
 */
public final class IrcEncoder {
    private IrcEncoder() {}

    /**
     * The line with CR LF.
     *
     * @throws IllegalArgumentException when a part of it would be read as something else; says which, never its content
     */
    public static byte[] encode(IrcLine line) {
        return text(line).append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The bytes of the line with CR LF and without its tags: what the server's limit counts. */
    public static int length(IrcLine line) {
        StringBuilder out = new StringBuilder();
        writeWithoutTags(line, out);
        return Utf8.length(out) + 2;
    }

    /** The bytes of a text in a line. */
    public static int length(String text) {
        return Utf8.length(text);
    }

    private static StringBuilder text(IrcLine line) {
        StringBuilder out = new StringBuilder(64);
        IrcTags.write(line.tags(), out);
        writeWithoutTags(line, out);
        return out;
    }

    private static void writeWithoutTags(IrcLine line, StringBuilder out) {
        IrcSource source = line.source();
        if (source != null) {
            out.append(':').append(middle(source.wire(), "source", line)).append(' ');
        }
        out.append(middle(line.command(), "command", line));
        int last = line.params().size() - 1;
        for (int i = 0; i < last; i++) {
            out.append(' ').append(middle(line.params().get(i), "parameter " + i, line));
        }
        if (last >= 0) {
            String text = clean(line.params().get(last), "parameter " + last, line);
            boolean plain = !text.isEmpty() && text.charAt(0) != ':' && text.indexOf(' ') < 0;
            out.append(plain ? " " : " :").append(text);
        }
    }

    private static String middle(String text, String what, IrcLine line) {
        if (text.isEmpty() || text.charAt(0) == ':' || text.indexOf(' ') >= 0) {
            throw refusal(what, line, "a word without spaces that begins with no colon");
        }
        return clean(text, what, line);
    }

    private static String clean(String text, String what, IrcLine line) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\r' || c == '\n' || c == '\0') {
                throw refusal(what, line, "no CR, LF or NUL");
            }
        }
        return text;
    }

    private static IllegalArgumentException refusal(String what, IrcLine line, String expected) {
        // Without the text: it may be a password.
        return new IllegalArgumentException(
                what + " of " + line.params().size() + "-parameter line (expected: " + expected + ")");
    }
}
