package im.gateway.node.user;

import im.gateway.node.legacy.LegacyEvent;
import im.gateway.protocol.delay.Delay;
import im.gateway.protocol.privilege.Privileged;
import im.gateway.protocol.stanza.Message;
import im.gateway.protocol.stanza.Stanza;
import im.gateway.protocol.xml.Element;

/**
 * What the user has written with another client of the legacy network, shown to their Jabber clients: sent in their own name where the
 * server lets us (XEP-0356 section 5.3), so that each client gets it as a carbon of a sent message (XEP-0280) and the archive has it. A server
 * that does not let us answers with an error, which nobody sees. The server also delivers it to the contact, which is this gateway:
 * there it ends, known by its id.
 */
final class SentElsewhere {
    /** Of the ids of these messages and of no others; known on whichever node one comes back. */
    private static final String ID = "sent-elsewhere-";

    private SentElsewhere() {}

    static void tell(Draft draft, LegacyEvent.MessageSentElsewhere event) {
        if (!draft.record.wantsSession()) {
            return;
        }
        String id = ID + Long.toString(draft.rules.random().applyAsLong(Long.MAX_VALUE), Character.MAX_RADIX);
        Element.Builder message = Element.builder(Stanza.NAMESPACE, "message")
                .attribute("type", Message.Type.CHAT.wire())
                .attribute("from", draft.user().toString())
                .attribute("to", draft.contactJid(event.contact()).toString())
                .attribute("id", id)
                .childText("body", event.body());
        if (event.sentAt() != null) {
            message.child(new Delay(draft.gateway(), event.sentAt(), null).toXml());
        }
        draft.send(Privileged.message(draft.gateway(), draft.rules.id().user(), id, message.build()));
    }

    /** Whether this is such a message on its way to the contact, who has it. */
    static boolean isCopy(Message message) {
        String id = message.id();
        return id != null && id.startsWith(ID);
    }
}
