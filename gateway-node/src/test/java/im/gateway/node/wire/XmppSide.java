package im.gateway.node.wire;

import im.gateway.protocol.xml.Element;
import org.jspecify.annotations.Nullable;

/** The XMPP server that the gateway's nodes are connected to, and what passes through it from and to the users of stories. */
interface XmppSide extends ComponentPort {
    /** The next stanza goes through another stream, where there are several. */
    void turn();

    /** A user sends a stanza. */
    void send(Element stanza);

    /** What has come for users and has not been taken; null when there is nothing. */
    @Nullable
    Element nextStanza();

    /**
     * Returns when the edges have handed on what was sent before, and what the gateway has written to its streams before can be
     * taken.
     */
    void fence();
}
