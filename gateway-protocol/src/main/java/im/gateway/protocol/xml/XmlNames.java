package im.gateway.protocol.xml;

import javax.xml.XMLConstants;

/**
 * What may be the name of an element or an attribute (XML 1.0 section 2.3 and Namespaces in XML section 4). The writer writes names as
 * they are, so one that came from a user or a legacy network could carry mark-up: it is refused where an element is made.
 */
final class XmlNames {
    private XmlNames() {}

    /** The name itself; throws IllegalArgumentException where it is not a name without prefix. */
    static String element(String name) {
        if (!isName(name, 0)) {
            throw new IllegalArgumentException(
                    "element name: " + quoted(name) + " (expected: an XML name without prefix)");
        }
        return name;
    }

    /** The name itself; throws IllegalArgumentException where it is no plain name, {@code xml:lang} or {@code {namespace}name}. */
    static String attribute(String name) {
        int end = name.startsWith("{") ? name.indexOf('}') : -1;
        boolean allowed = end < 0
                ? name.equals(Element.LANG) || (isName(name, 0) && !name.equals(XMLConstants.XMLNS_ATTRIBUTE))
                : end > 1 && isName(name, end + 1) && !isReserved(name.substring(1, end));
        if (!allowed) {
            throw new IllegalArgumentException(
                    "attribute name: " + quoted(name) + " (expected: an XML name, xml:lang or {namespace}name)");
        }
        return name;
    }

    private static boolean isReserved(String namespace) {
        return namespace.equals(XMLConstants.XMLNS_ATTRIBUTE_NS_URI);
    }

    private static String quoted(String name) {
        return '"' + (name.length() <= 64 ? name : name.substring(0, 64) + "...") + '"';
    }

    private static boolean isName(String text, int from) {
        if (from >= text.length()) {
            return false;
        }
        for (int i = from; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (!isStart(c) && (i == from || !isLater(c))) {
                return false;
            }
            i += Character.charCount(c);
        }
        return true;
    }

    /** Production NameStartChar, without the colon. */
    private static boolean isStart(int c) {
        if (c < 0x80) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
        }
        return (in(c, 0xC0, 0x2FF) && c != 0xD7 && c != 0xF7)
                || (in(c, 0x370, 0x1FFF) && c != 0x37E)
                || in(c, 0x200C, 0x200D)
                || in(c, 0x2070, 0x218F)
                || in(c, 0x2C00, 0x2FEF)
                || in(c, 0x3001, 0xD7FF)
                || in(c, 0xF900, 0xFDCF)
                || in(c, 0xFDF0, 0xFFFD)
                || in(c, 0x10000, 0xEFFFF);
    }

    /** What production NameChar adds to it. */
    private static boolean isLater(int c) {
        return c == '-' || c == '.' || in(c, '0', '9') || c == 0xB7 || in(c, 0x300, 0x36F) || in(c, 0x203F, 0x2040);
    }

    private static boolean in(int c, int first, int last) {
        return c >= first && c <= last;
    }
}
