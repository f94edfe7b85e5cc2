package im.gateway.node.legacy;

/** One login of one Jabber user on a legacy service. Thread-safe; neither method blocks. */
public interface LegacySession {
    /** Does something on the legacy network. Before the login is complete, commands wait for it. */
    void perform(LegacyCommand command);

    /** Logs out in the order that the protocol has for it, and closes the connection. Nothing is told to the events afterwards. */
    void close();
}
