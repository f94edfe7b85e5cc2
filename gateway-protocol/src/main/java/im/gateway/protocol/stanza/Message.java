package im.gateway.protocol.stanza;

import im.gateway.protocol.jid.Jid;
import im.gateway.protocol.xml.Element;
import org.jspecify.annotations.Nullable;

/** A message stanza (RFC 6121 section 5). */
public record Message(Type type, Jid from, Jid to, @Nullable String id, Element element) implements Stanza {
    /** The five types of RFC 6121 section 5.2.2; one that is not known counts as normal, as that section says. */
    public enum Type {
        CHAT("chat"),
        ERROR("error"),
        GROUPCHAT("groupchat"),
        HEADLINE("headline"),
        NORMAL("normal");

        private final String wire;

        Type(String wire) {
            this.wire = wire;
        }

        public String wire() {
            return wire;
        }
    }

    @Override
    public boolean isError() {
        return type == Type.ERROR;
    }

    /**
     * As in {@link Stanza#toError}, but what was said to the gateway itself does not travel back: it may hold a password
     * ({@code register NAME PASSWORD}), and might be logged on the way.
     */
    @Override
    public Element toError(StanzaError error) {
        if (to.local() != null) {
            return Stanza.super.toError(error);
        }
        return element.toBuilder()
                .attribute("type", "error")
                .attribute("from", to.toString())
                .attribute("to", from.toString())
                .withoutChildren()
                .child(error.toXml())
                .build();
    }

    /** The text, or null where the message has none (a typing notice, say). */
    public @Nullable String body() {
        return element.childText(NAMESPACE, "body");
    }

    /** The conversation that it belongs to, or null. */
    public @Nullable String thread() {
        return element.childText(NAMESPACE, "thread");
    }
}
