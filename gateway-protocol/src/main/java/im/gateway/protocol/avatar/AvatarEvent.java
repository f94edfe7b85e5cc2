package im.gateway.protocol.avatar;

import im.gateway.protocol.jid.Jid;
import im.gateway.protocol.stanza.Message;
import im.gateway.protocol.stanza.Stanza;
import im.gateway.protocol.xml.Element;
import java.util.List;

/** What a client that has asked for it is told of a user's picture, without a further question (XEP-0084 section 3.3, XEP-0163 section 4.3). */
public final class AvatarEvent {
    /** What a client that wants to be told says in service discovery (XEP-0163 section 4.2). */
    public static final String WANTED = AvatarRequest.METADATA + "+notify";

    /** What a service that tells them so says in service discovery (XEP-0060 section 10). */
    public static final List<String> FEATURES = List.of(
            "http://jabber.org/protocol/pubsub#filtered-notifications",
            "http://jabber.org/protocol/pubsub#last-published");

    private static final String EVENT = "http://jabber.org/protocol/pubsub#event";

    private AvatarEvent() {}

    /**
     * There is this picture.
     *
     * @param from the bare address of its owner
     * @param to a client's full address
     * @param sha1 of the picture's bytes, in hexadecimal
     * @param bytes how many they are
     */
    public static Element of(Jid from, Jid to, String sha1, String mediaType, int bytes) {
        return message(from, to, AvatarMetadata.item(EVENT, sha1, mediaType, bytes));
    }

    /** There is none any more (XEP-0084 section 3.5). */
    public static Element none(Jid from, Jid to) {
        Element item = Element.builder(EVENT, "item")
                .child(Element.of(AvatarRequest.METADATA, "metadata"))
                .build();
        return message(from, to, item);
    }

    private static Element message(Jid from, Jid to, Element item) {
        Element items = Element.builder(EVENT, "items")
                .attribute("node", AvatarRequest.METADATA)
                .child(item)
                .build();
        return Element.builder(Stanza.NAMESPACE, "message")
                .attribute("type", Message.Type.HEADLINE.wire())
                .attribute("from", from.toString())
                .attribute("to", to.toString())
                .child(Element.builder(EVENT, "event").child(items).build())
                .build();
    }
}
