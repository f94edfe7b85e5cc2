package im.gateway.node.wire;

/** The XMPP server that a gateway's nodes connect to: only what concerns the streams themselves. */
interface ComponentPort extends AutoCloseable {
    /** The secret of all components. */
    String SECRET = "the lark";

    /** Where the nodes connect, on loopback. */
    int port();

    /** Returns when the nodes' streams of the domain, which the nodes have opened, carry stanzas. */
    void begin(String domain, int nodes);

    /** Plays the server's part in the orderly end of the nodes' streams. */
    void end();

    /** Returns when all that was sent on streams that have ended can be taken. */
    void drain();

    @Override
    void close();
}
