package im.gateway.node.legacy;

/** One login of one Jabber user on a legacy service. Thread-safe; neither method blocks. */
public interface LegacySession {
    /** Does something on the legacy network. Before the login is complete, commands wait for it. */
    void perform(LegacyCommand command);

    /** Logs out in the order that the protocol has for it, and closes the connection. Nothing is told to the events afterwards. */
    void close();

    /**
     * Logs out for another node that is about to log in: what the network had said by the time that it hears of this is still told, but
     * nobody is told of the end. A network that does not end the connection is waited for a second or two, unless {@link #close} cuts that
     * short.
     *
     * @param over run once, on any thread, when the connection is closed and everything has been told
     */
    default void leave(Runnable over) {
        close();
        over.run();
    }
}
