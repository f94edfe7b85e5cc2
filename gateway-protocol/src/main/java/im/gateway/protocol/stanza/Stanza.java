package im.gateway.protocol.stanza;

import im.gateway.protocol.jid.Jid;
import im.gateway.protocol.xml.Element;
import org.jspecify.annotations.Nullable;

/**
 * A stanza with its addresses read: what has passed the one validation gate ({@link StanzaReader}). A component's stanzas always
 * have both addresses (XEP-0114 section 3).
 */
public sealed interface Stanza permits Iq, Message, Presence {
    /** The namespace of stanzas on a component stream (XEP-0114); the project keeps all its stanzas in it. */
    String NAMESPACE = "jabber:component:accept";

    Jid from();

    Jid to();

    /** The id that the sender gave it, or null. */
    @Nullable
    String id();

    /** Whether it reports an error. An error is never answered. */
    boolean isError();

    /** The whole stanza as it came, or as it is to be written. */
    Element element();

    /** The language of the stanza's human-readable parts, or null where it does not say. */
    default @Nullable String lang() {
        return element().attribute(Element.LANG);
    }

    /** The same stanza as an error that goes back to its sender, with what it carried (RFC 6120 section 8.3.1). */
    default Element toError(StanzaError error) {
        return element().toBuilder()
                .attribute("type", "error")
                .attribute("from", to().toString())
                .attribute("to", from().toString())
                .child(error.toXml())
                .build();
    }
}
