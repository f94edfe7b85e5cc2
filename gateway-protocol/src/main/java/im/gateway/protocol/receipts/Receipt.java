package im.gateway.protocol.receipts;

import im.gateway.protocol.stanza.Message;
import im.gateway.protocol.stanza.Stanza;
import im.gateway.protocol.xml.Element;
import org.jspecify.annotations.Nullable;

/** The receipt for a message (XEP-0184 section 5). */
public final class Receipt {
    public static final String NAMESPACE = "urn:xmpp:receipts";

    private Receipt() {}

    /** What asks for a receipt, inside a message with an id. */
    public static Element request() {
        return Element.of(NAMESPACE, "request");
    }

    /** What says that a message has arrived, inside a message of its own. */
    public static Element received(String messageId) {
        return Element.builder(NAMESPACE, "received").attribute("id", messageId).build();
    }

    /** Whether a receipt may be sent for this message: it asks for one, can be named, and is no error and no receipt itself (section 5.3). */
    public static boolean isRequestedBy(Message message) {
        return message.id() != null
                && !message.isError()
                && message.element().child(NAMESPACE, "request") != null
                && message.element().child(NAMESPACE, "received") == null;
    }

    /** The id of the message that this one is the receipt for; null where it is no receipt. */
    public static @Nullable String receivedId(Message message) {
        Element received = message.element().child(NAMESPACE, "received");
        return received == null ? null : received.attribute("id");
    }

    /** The whole answer to a message that asks for a receipt: the receipt and nothing else. */
    public static Element toStanza(Message request) {
        String id = request.id();
        if (id == null) {
            throw new IllegalArgumentException("a message without an id has no receipt");
        }
        return Element.builder(Stanza.NAMESPACE, "message")
                .attribute(
                        "type",
                        request.type() == Message.Type.NORMAL
                                ? null
                                : request.type().wire())
                .attribute("from", request.to().bare().toString())
                .attribute("to", request.from().toString())
                .child(received(id))
                .build();
    }
}
