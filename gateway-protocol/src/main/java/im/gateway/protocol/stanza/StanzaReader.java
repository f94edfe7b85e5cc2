package im.gateway.protocol.stanza;

import im.gateway.protocol.jid.Jid;
import im.gateway.protocol.xml.Element;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The one validation gate: an element of a stream becomes a {@link Stanza}, or a refusal with its reason. Nothing behind it checks again. */
public final class StanzaReader {
    private StanzaReader() {}

    /** What came of an element. */
    public sealed interface Reading {
        record Valid(Stanza stanza) implements Reading {}

        /**
         * Not to be handled.
         *
         * @param reply the error to send back; null where no answer is possible or allowed
         * @param reason for the log: what was wrong and what was expected
         */
        record Refused(@Nullable Element reply, String reason) implements Reading {}
    }

    /** Reads one child of the stream. */
    public static Reading read(Element element) {
        if (!element.namespace().equals(Stanza.NAMESPACE)) {
            return new Reading.Refused(
                    null, "namespace: " + element.namespace() + " (expected: " + Stanza.NAMESPACE + ")");
        }
        Jid from = address(element, "from");
        Jid to = address(element, "to");
        if (from == null || to == null) {
            return malformedAddress(element, from, to);
        }
        String id = element.attribute("id");
        return switch (element.name()) {
            case "message" -> new Reading.Valid(new Message(messageType(element), from, to, id, element));
            case "presence" -> presence(element, from, to, id);
            case "iq" -> iq(element, from, to, id);
            default -> new Reading.Refused(null, "element: " + element.name() + " (expected: iq, message or presence)");
        };
    }

    private static @Nullable Jid address(Element element, String attribute) {
        String text = element.attribute(attribute);
        return text == null ? null : Jid.parse(text);
    }

    /** Answers {@code jid-malformed} where it is the target that is wrong and there is somebody to tell (RFC 6120 section 8.3.3.8). */
    private static Reading malformedAddress(Element element, @Nullable Jid from, @Nullable Jid to) {
        String wrong = from == null ? "from" : "to";
        String reason = wrong + ": " + element.attribute(wrong, "missing") + " (expected: an XMPP address)";
        Jid domain = to == null ? domainOf(element.attribute("to", "")) : null;
        if (from == null || domain == null || !isAnswerable(element)) {
            return new Reading.Refused(null, reason);
        }
        Element reply = element.toBuilder()
                .attribute("type", "error")
                .attribute("from", domain.toString())
                .attribute("to", from.toString())
                .child(StanzaError.of(StanzaCondition.JID_MALFORMED).toXml())
                .build();
        return new Reading.Refused(reply, reason);
    }

    /**
     * The domain of an address that is malformed before or behind it: the answer comes from there, since a server closes the stream of a
     * component that sends from an address it cannot read.
     */
    private static @Nullable Jid domainOf(String malformed) {
        int slash = malformed.indexOf('/');
        String beforeResource = slash < 0 ? malformed : malformed.substring(0, slash);
        return Jid.parse(beforeResource.substring(beforeResource.lastIndexOf('@') + 1));
    }

    private static boolean isAnswerable(Element element) {
        String type = element.attribute("type", "");
        return !type.equals("error") && !(element.name().equals("iq") && type.equals("result"));
    }

    private static Message.Type messageType(Element element) {
        String word = element.attribute("type");
        for (Message.Type type : Message.Type.values()) {
            if (type.wire().equals(word)) {
                return type;
            }
        }
        return Message.Type.NORMAL;
    }

    private static Reading presence(Element element, Jid from, Jid to, @Nullable String id) {
        String word = element.attribute("type");
        for (Presence.Type type : Presence.Type.values()) {
            if (java.util.Objects.equals(type.wire(), word)) {
                return new Reading.Valid(new Presence(type, from, to, id, element));
            }
        }
        return refused(new Presence(Presence.Type.AVAILABLE, from, to, id, element), "presence type: " + word);
    }

    private static Reading iq(Element element, Jid from, Jid to, @Nullable String id) {
        String word = element.attribute("type");
        List<Element> children = element.children();
        Element payload = children.isEmpty() ? null : children.get(0);
        for (Iq.Type type : Iq.Type.values()) {
            if (type.wire().equals(word)) {
                Iq iq = new Iq(type, from, to, id, payload, element);
                if (iq.isRequest() && (children.size() != 1 || id == null)) {
                    return refused(iq, "iq: " + children.size() + " children (expected: an id and exactly one child)");
                }
                return new Reading.Valid(iq);
            }
        }
        return refused(new Iq(Iq.Type.GET, from, to, id, payload, element), "iq type: " + word);
    }

    private static Reading refused(Stanza stanza, String reason) {
        return new Reading.Refused(stanza.toError(StanzaError.of(StanzaCondition.BAD_REQUEST)), reason);
    }
}
