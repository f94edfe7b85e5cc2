package im.gateway.protocol.ping;

import im.gateway.protocol.xml.Element;

/** The question whether somebody is there (XEP-0199 section 4); the answer is an empty result. */
public final class Ping {
    public static final String NAMESPACE = "urn:xmpp:ping";

    private Ping() {}

    public static Element toXml() {
        return Element.of(NAMESPACE, "ping");
    }
}
