package im.gateway.protocol.privilege;

import im.gateway.protocol.jid.BareJid;
import im.gateway.protocol.jid.Jid;
import im.gateway.protocol.roster.Roster;
import im.gateway.protocol.roster.RosterItem;
import im.gateway.protocol.stanza.Iq;
import im.gateway.protocol.stanza.Stanza;
import im.gateway.protocol.xml.Element;
import im.gateway.protocol.xml.Text;
import java.util.List;

/** What a gateway sends with the privileges that a server granted (XEP-0356). */
public final class Privileged {
    /** The namespace of stanzas inside a client's stream; a forwarded stanza is in it. */
    private static final String CLIENT = "jabber:client";

    private static final String FORWARD = "urn:xmpp:forward:0";

    private Privileged() {}

    /** Asks for a user's roster (XEP-0356 section 4.3); the answer comes from the user's bare address. */
    public static Element rosterGet(Jid gateway, BareJid user, String id) {
        return Iq.request(Iq.Type.GET, gateway, user.asJid(), id, new Roster(List.of()).toXml());
    }

    /**
     * Changes one item of a user's roster (XEP-0356 section 4.3, RFC 6121 section 2.3: one item in a set). With a subscription other
     * than none the server makes presence flow without any request.
     */
    public static Element rosterSet(Jid gateway, BareJid user, String id, RosterItem item) {
        return Iq.request(Iq.Type.SET, gateway, user.asJid(), id, new Roster(List.of(item)).toXml());
    }

    /**
     * Sends a message in the name of a user (XEP-0356 section 5.3). It is there in both revisions of the protocol, which differ in nothing
     * but the namespace: a server takes the one that it knows, and nobody has to know which that is.
     *
     * @param message a message from the user's bare address, in our own namespace
     */
    public static Element message(Jid gateway, BareJid user, String id, Element message) {
        Element forwarded = Element.builder(FORWARD, "forwarded")
                .child(toClientNamespace(message))
                .build();
        Element.Builder privileged = Element.builder(Stanza.NAMESPACE, "message")
                .attribute("from", gateway.toString())
                .attribute("to", user.domain())
                .attribute("id", id);
        for (String namespace : Privileges.NAMESPACES) {
            privileged.child(
                    Element.builder(namespace, "privilege").child(forwarded).build());
        }
        return privileged.build();
    }

    private static Element toClientNamespace(Element element) {
        if (!element.namespace().equals(Stanza.NAMESPACE)) {
            return element;
        }
        Element.Builder moved = Element.builder(CLIENT, element.name());
        for (int i = 0; i < element.attributeCount(); i++) {
            moved.attribute(element.attributeName(i), element.attributeValue(i));
        }
        element.nodes().forEach(node -> {
            if (node instanceof Element child) {
                moved.child(toClientNamespace(child));
            } else if (node instanceof Text text) {
                moved.text(text.value());
            }
        });
        return moved.build();
    }
}
