package im.gateway.node.wire;

import im.gateway.protocol.jid.Jid;
import im.gateway.protocol.stanza.Iq;
import im.gateway.protocol.xml.Element;

/** A ping (XEP-0199) to the gateway with an id of its own, and its answer; it comes from a user whom no story has. */
record Pings(String from, String to, long number) {
    private static final String NAMESPACE = "urn:xmpp:ping";

    Element request() {
        Element ping = Element.builder(NAMESPACE, "ping").build();
        return Iq.request(Iq.Type.GET, Jid.of("fence@" + from + "/fence"), Jid.of(to), id(), ping);
    }

    boolean isAnswer(Element stanza) {
        return stanza.name().equals("iq") && id().equals(stanza.attribute("id"));
    }

    private String id() {
        return "fence-" + number;
    }
}
