package im.gateway.protocol.xml;

import java.nio.charset.StandardCharsets;
import javax.xml.XMLConstants;

/**
 * The one writer: an {@link Element} to XML text. A namespace is declared where it differs from the parent's; prefixes are used for
 * {@code xml:lang} and for attributes with a namespace of their own only. Characters that XML 1.0 forbids (section 2.2) are
 * written as U+FFFD, so that no text from a legacy network can break the stream that it is written to.
 */
public final class XmlWriter {
    /** Nearly all stanzas fit: no second, larger buffer is needed. */
    private static final int USUAL_LENGTH = 512;

    private static final String XML_PREFIX = "xml:";

    private XmlWriter() {}

    /** The element as a document of its own. */
    public static String toXml(Element element) {
        StringBuilder out = new StringBuilder(USUAL_LENGTH);
        write(element, "", out);
        return out.toString();
    }

    /** The element as UTF-8, for a place where {@code defaultNamespace} is declared already (a stream header does that). */
    public static byte[] toBytes(Element element, String defaultNamespace) {
        StringBuilder out = new StringBuilder(USUAL_LENGTH);
        write(element, defaultNamespace, out);
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Appends the element, for a place where {@code defaultNamespace} is declared already. */
    public static void write(Element element, String defaultNamespace, StringBuilder out) {
        out.append('<').append(element.name());
        if (!element.namespace().equals(defaultNamespace)) {
            out.append(" xmlns='");
            XmlText.escapeAttribute(element.namespace(), out);
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
            Node node = element.node(i);
            if (node instanceof Element child) {
                write(child, element.namespace(), out);
            } else if (node instanceof Text text) {
                XmlText.escape(text.value(), out);
            }
        }
        out.append("</").append(element.name()).append('>');
    }

    private static void writeAttribute(String name, String value, int index, StringBuilder out) {
        out.append(' ');
        if (name.charAt(0) == '{') {
            writeQualified(name, index, out);
        } else {
            out.append(name);
        }
        out.append("='");
        XmlText.escapeAttribute(value, out);
        out.append('\'');
    }

    /** A name in Clark notation, by a prefix that is declared in the same tag. The prefix {@code xml} must not be declared again. */
    private static void writeQualified(String name, int index, StringBuilder out) {
        int end = name.indexOf('}');
        String namespace = name.substring(1, end);
        if (namespace.equals(XMLConstants.XML_NS_URI)) {
            out.append(XML_PREFIX).append(name, end + 1, name.length());
            return;
        }
        out.append("xmlns:a").append(index).append("='");
        XmlText.escapeAttribute(namespace, out);
        out.append("' a").append(index).append(':').append(name, end + 1, name.length());
    }
}
