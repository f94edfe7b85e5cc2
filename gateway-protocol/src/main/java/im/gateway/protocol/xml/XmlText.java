package im.gateway.protocol.xml;

import org.jspecify.annotations.Nullable;

/**
 * Text to XML text (XML 1.0 section 2.4). What XML cannot say (section 2.2: most control characters, lone surrogates, U+FFFE and
 * U+FFFF) becomes U+FFFD, so that no text from a legacy network can break the stream that it is written to.
 */
final class XmlText {
    private XmlText() {}

    /** Appends character data. */
    static void escape(String text, StringBuilder out) {
        escape(text, false, out);
    }

    /** Appends the inside of an attribute in single quotes. */
    static void escapeAttribute(String value, StringBuilder out) {
        escape(value, true, out);
    }

    private static void escape(String text, boolean inAttribute, StringBuilder out) {
        int done = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x20 && c < 0xD800 && c != '<' && c != '>' && c != '&' && c != '\'') {
                continue;
            }
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                // A pair is one allowed character.
                i++;
                continue;
            }
            String replacement = replacement(c, inAttribute);
            if (replacement != null) {
                out.append(text, done, i).append(replacement);
                done = i + 1;
            }
        }
        out.append(text, done, text.length());
    }

    private static @Nullable String replacement(char c, boolean inAttribute) {
        return switch (c) {
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '&' -> "&amp;";
            case '\'' -> inAttribute ? "&apos;" : null;
            // A parser turns a bare CR into LF (XML 1.0 section 2.11), and white space in an attribute into spaces
            // (section 3.3.3).
            case '\r' -> "&#13;";
            case '\t' -> inAttribute ? "&#9;" : null;
            case '\n' -> inAttribute ? "&#10;" : null;
            default -> c < 0x20 || Character.isSurrogate(c) || c >= 0xFFFE ? "\uFFFD" : null;
        };
    }
}
