package im.gateway.protocol.stanza;

import im.gateway.protocol.jid.Jid;
import im.gateway.protocol.xml.Element;
import org.jspecify.annotations.Nullable;

/** A presence stanza (RFC 6121 section 4). */
public record Presence(
        Type type, Jid from, Jid to, @Nullable String id, Element element) implements Stanza {
    /** The types of RFC 6121 section 4.7.1; {@code AVAILABLE} is the one without a type attribute. */
    public enum Type {
        AVAILABLE(null),
        ERROR("error"),
        PROBE("probe"),
        SUBSCRIBE("subscribe"),
        SUBSCRIBED("subscribed"),
        UNAVAILABLE("unavailable"),
        UNSUBSCRIBE("unsubscribe"),
        UNSUBSCRIBED("unsubscribed");

        private final @Nullable String wire;

        Type(@Nullable String wire) {
            this.wire = wire;
        }

        public @Nullable String wire() {
            return wire;
        }
    }

    /** How available somebody is (RFC 6121 section 4.7.2.1); {@code ONLINE} is the one without a show element. */
    public enum Show {
        CHAT("chat"),
        ONLINE(null),
        AWAY("away"),
        XA("xa"),
        DND("dnd");

        private final @Nullable String wire;

        Show(@Nullable String wire) {
            this.wire = wire;
        }

        public @Nullable String wire() {
            return wire;
        }
    }

    @Override
    public boolean isError() {
        return type == Type.ERROR;
    }

    /** The availability; an unknown word counts as online. */
    public Show show() {
        String word = element.childText(NAMESPACE, "show");
        for (Show show : Show.values()) {
            if (word != null && word.equals(show.wire)) {
                return show;
            }
        }
        return Show.ONLINE;
    }

    /** The words that go with the availability, or null. */
    public @Nullable String status() {
        return element.childText(NAMESPACE, "status");
    }

    /** The priority, -128 to 127 (RFC 6121 section 4.7.2.3); 0 where it is missing or malformed. */
    public int priority() {
        String text = element.childText(NAMESPACE, "priority");
        if (text == null) {
            return 0;
        }
        try {
            return Byte.parseByte(text.trim());
        } catch (NumberFormatException malformed) {
            return 0;
        }
    }

    /** A presence of our own that has a type and nothing else. */
    public static Element plain(Type type, Jid from, Jid to) {
        return Element.builder(NAMESPACE, "presence")
                .attribute("type", type.wire())
                .attribute("from", from.toString())
                .attribute("to", to.toString())
                .build();
    }

    /** An available presence of our own. */
    public static Element available(Jid from, Jid to, Show show, @Nullable String status) {
        return plain(Type.AVAILABLE, from, to).toBuilder()
                .childText("show", show.wire())
                .childText("status", status)
                .build();
    }
}
