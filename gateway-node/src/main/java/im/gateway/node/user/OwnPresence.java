package im.gateway.node.user;

import im.gateway.protocol.caps.Caps;
import im.gateway.protocol.jid.Jid;
import im.gateway.protocol.stanza.Presence;
import im.gateway.protocol.xml.Element;
import org.jspecify.annotations.Nullable;

/** Available presence in the gateway's and its contacts' names, with their abilities (XEP-0115 section 6.1). */
final class OwnPresence {
    private OwnPresence() {}

    static Element ofGateway(Draft draft, Jid to) {
        Element available = Presence.available(draft.gateway(), to, Presence.Show.ONLINE, null);
        return with(available, draft.rules.appearance().gateway());
    }

    static Element ofContact(Draft draft, String legacyName, Jid to, ContactPresence presence) {
        return ofContact(draft, legacyName, to, presence, AvatarRules.inPresence(draft, legacyName));
    }

    /**
     * A contact's presence.
     *
     * @param photo what it says of the contact's picture (XEP-0153 section 4.1); null for nothing
     */
    static Element ofContact(
            Draft draft, String legacyName, Jid to, ContactPresence presence, @Nullable Element photo) {
        Element available = Presence.available(draft.contactSender(legacyName), to, presence.show(), presence.status());
        return with(available, draft.rules.appearance().contact()).toBuilder()
                .child(photo)
                .build();
    }

    private static Element with(Element available, Caps caps) {
        return available.toBuilder().child(caps.toXml()).build();
    }
}
