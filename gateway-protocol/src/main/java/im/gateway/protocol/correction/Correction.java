package im.gateway.protocol.correction;

import im.gateway.protocol.xml.Element;

/** That a message takes the place of an earlier one (XEP-0308 section 3). */
public final class Correction {
    public static final String NAMESPACE = "urn:xmpp:message-correct:0";

    private Correction() {}

    /** Whether the message is meant to take the place of an earlier one. */
    public static boolean isIn(Element message) {
        return message.child(NAMESPACE, "replace") != null;
    }
}
