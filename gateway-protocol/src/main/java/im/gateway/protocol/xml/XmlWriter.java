package im.gateway.protocol.xml;

import java.nio.charset.StandardCharsets;

/**
 * The one writer: an {@link Element} to XML text. A namespace is declared where it differs from the parent's; prefixes are used for
 * {@code xml:lang} and for attributes with a namespace of their own only. Characters that XML 1.0 forbids (section 2.2) are
 * written as U+FFFD, so that no text from a legacy network can break the stream that it is written to.
 */
public final class XmlWriter {
    private XmlWriter() {}

    /** The element as a document of its own. */
    public static String toXml(Element element) {
        StringBuilder out = new StringBuilder(256);
        write(element, "", out);
        return out.toString();
    }

    /** The element as UTF-8, for a place where {@code defaultNamespace} is declared already (a stream header does that). */
    public static byte[] toBytes(Element element, String defaultNamespace) {
        StringBuilder out = new StringBuilder(256);
        write(element, defaultNamespace, out);
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Appends the element, for a place where {@code defaultNamespace} is declared already. */
    public static void write(Element element, String defaultNamespace, StringBuilder out) {
        out.append('<').append(element.name());
        if (!element.namespace().equals(defaultNamespace)) {
            out.append(" xmlns='");
            escape(element.namespace(), true, out);
            out.append('\'');
        }
        for (int i = 0; i < element.attributeCount(); i++) {
            writeAttribute(element.attributeName(i), element.attributeValue(i), i, out);
        }
        if (element.nodeCount() == 0) {
            out.append("/>");
            return;
        }
        out.append('>');
        for (int i = 0; i < element.nodeCount(); i++) {
            if (element.node(i) instanceof Element child) {
                write(child, element.namespace(), out);
            } else if (element.node(i) instanceof Text text) {
                escape(text.value(), false, out);
            }
        }
        out.append("</").append(element.name()).append('>');
    }

    private static void writeAttribute(String name, String value, int index, StringBuilder out) {
        out.append(' ');
        if (name.startsWith("{")) {
            int end = name.indexOf('}');
            String prefix = "a" + index;
            out.append("xmlns:").append(prefix).append("='");
            escape(name.substring(1, end), true, out);
            out.append("' ").append(prefix).append(':').append(name, end + 1, name.length());
        } else {
            out.append(name);
        }
        out.append("='");
        escape(value, true, out);
        out.append('\'');
    }

    private static void escape(String text, boolean inAttribute, StringBuilder out) {
        int done = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x20 && c < 0xD800 && c != '<' && c != '>' && c != '&' && c != '\'') {
                continue;
            }
            String replacement = replacement(text, i, c, inAttribute);
            if (replacement == null) {
                // A surrogate pair is one allowed character: step over its second half.
                i += Character.isHighSurrogate(c) ? 1 : 0;
                continue;
            }
            out.append(text, done, i).append(replacement);
            done = i + 1;
        }
        out.append(text, done, text.length());
    }

    private static @org.jspecify.annotations.Nullable String replacement(
            String text, int at, char c, boolean inAttribute) {
        switch (c) {
            case '<':
                return "&lt;";
            case '>':
                return "&gt;";
            case '&':
                return "&amp;";
            case '\'':
                return inAttribute ? "&apos;" : null;
            case '\r':
                // A parser turns a bare CR into LF (XML 1.0 section 2.11).
                return "&#13;";
            case '\t':
                return inAttribute ? "&#9;" : null;
            case '\n':
                return inAttribute ? "&#10;" : null;
            default:
                break;
        }
        if (c < 0x20 || c == 0xFFFE || c == 0xFFFF || Character.isLowSurrogate(c)) {
            return "\uFFFD";
        }
        boolean unpaired = Character.isHighSurrogate(c)
                && (at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1)));
        return unpaired ? "\uFFFD" : null;
    }
}
