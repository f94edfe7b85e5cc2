package im.gateway.node.wire;

import im.gateway.protocol.jid.Jid;
import im.gateway.protocol.stanza.Stanza;
import im.gateway.protocol.stanza.StanzaError;
import im.gateway.protocol.xml.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares a stanza with what a story expects, as XML. Attributes must be the same; children too, in any order; text too, but for
 * the space around and between words. Beyond that:
 * <ul>
 *   <li>Addresses ({@code from}, {@code to}, {@code jid}; the text of {@code jid}) are compared as addresses.
 *   <li>Values and texts may hold the placeholders of {@link Captures}. The attribute value <code>${?}</code> allows the
 *       attribute with any value, or none.
 *   <li>The text {@code ...} inside an element allows further children there.
 *   <li>What a gateway may add to every stanza is allowed everywhere: an {@code id} that the story does not name (not in an iq),
 *       {@code xml:lang}, entity capabilities (XEP-0115) in presence, the {@code text} of an error.
 * </ul>
 */
final class StanzaPattern {
    private static final Set<String> ADDRESSES = Set.of("from", "to", "jid");
    private static final String MORE = "...";
    private static final String CAPS = "http://jabber.org/protocol/caps";

    private final Captures captures;

    StanzaPattern(Captures captures) {
        this.captures = captures;
    }

    /** What differs, in words; null when the stanza matches. */
    @Nullable
    String difference(Element pattern, Element stanza) {
        if (!pattern.name().equals(stanza.name()) || !pattern.namespace().equals(stanza.namespace())) {
            return "element " + stanza.name() + " of " + stanza.namespace() + " instead of " + pattern.name() + " of "
                    + pattern.namespace();
        }
        String wrong = attributes(pattern, stanza);
        if (wrong == null) {
            wrong = text(pattern, stanza);
        }
        return wrong == null ? children(pattern, stanza) : wrong;
    }

    private @Nullable String attributes(Element pattern, Element stanza) {
        for (int i = 0; i < pattern.attributeCount(); i++) {
            String name = pattern.attributeName(i);
            String expected = pattern.attributeValue(i);
            String value = stanza.attribute(name);
            if (!expected.equals("${?}") && (value == null || !sameValue(name, expected, value))) {
                return name + " of " + pattern.name() + " is " + value + " instead of " + captures.fill(expected);
            }
        }
        boolean anyId =
                pattern.namespace().equals(Stanza.NAMESPACE) && !pattern.name().equals("iq");
        for (int i = 0; i < stanza.attributeCount(); i++) {
            String name = stanza.attributeName(i);
            boolean free = name.equals(Element.LANG) || (name.equals("id") && anyId);
            if (pattern.attribute(name) == null && !free) {
                return name + " of " + pattern.name() + " is " + stanza.attributeValue(i)
                        + " instead of not being there";
            }
        }
        return null;
    }

    private boolean sameValue(String name, String expected, String value) {
        if (!ADDRESSES.contains(name)) {
            return captures.match(expected, value);
        }
        if (Captures.isPattern(expected)) {
            return captures.match(expected.toLowerCase(Locale.ROOT), value);
        }
        Jid address = Jid.parse(value);
        return address != null && address.equals(Jid.parse(expected));
    }

    private @Nullable String text(Element pattern, Element stanza) {
        String expected = words(pattern.text());
        String text = words(stanza.text());
        if (expected.equals(MORE) || sameValue(pattern.name(), expected, text)) {
            return null;
        }
        return "text of " + pattern.name() + " is \"" + text + "\" instead of \"" + captures.fill(expected) + "\"";
    }

    private static String words(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    private @Nullable String children(Element pattern, Element stanza) {
        List<Element> left = new ArrayList<>(stanza.children());
        for (Element expected : pattern.children()) {
            String nearest = "no " + expected.name() + " in " + pattern.name();
            Element found = null;
            for (Element child : left) {
                String difference = difference(expected, child);
                if (difference == null) {
                    found = child;
                    break;
                }
                nearest = child.name().equals(expected.name()) ? difference : nearest;
            }
            if (found == null) {
                return nearest;
            }
            left.remove(found);
        }
        left.removeIf(StanzaPattern::mayBeAdded);
        if (left.isEmpty() || words(pattern.text()).equals(MORE)) {
            return null;
        }
        return left.get(0).name() + " of " + left.get(0).namespace() + " in " + pattern.name()
                + " instead of not being there";
    }

    private static boolean mayBeAdded(Element child) {
        return child.is(CAPS, "c") || child.is(StanzaError.NAMESPACE, "text");
    }
}
