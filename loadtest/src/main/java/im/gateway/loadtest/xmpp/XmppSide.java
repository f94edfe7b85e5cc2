package im.gateway.loadtest.xmpp;

/** What writes the stanzas of simulated users to a gateway. Thread-safe. */
public interface XmppSide extends AutoCloseable {
    /**
     * Hands over a stanza, which goes out at the next {@link #flush()}.
     *
     * @param user whose stanza it is: those of one user keep their order
     * @param stanza as XML, in the namespace of a component's stream
     * @return false when it went nowhere: no connection, or one whose other end has not read for long
     */
    boolean send(int user, String stanza);

    /** Writes out what was handed over. */
    void flush();

    /** How many streams are open for stanzas. */
    int connections();

    @Override
    void close();
}
