package im.gateway.node.wire;

import im.gateway.protocol.xml.Element;
import org.jspecify.annotations.Nullable;

/** The XMPP server that the gateway's nodes are connected to, and what passes through it from and to the users of montague.lit. */
interface XmppSide extends AutoCloseable {
    /** The secret of all components. */
    String SECRET = "the lark";

    /** Where the nodes connect, on loopback. */
    int port();

    /** Returns when the nodes' streams of the domain carry stanzas. */
    void begin(String domain, int nodes);

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

    /** Plays the server's part in the orderly end of the nodes' streams. */
    void end();

    /** Returns when all that was sent on streams that have ended can be taken. */
    void drain();

    @Override
    void close();
}
