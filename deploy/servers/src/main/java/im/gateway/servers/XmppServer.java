package im.gateway.servers;

/** An XMPP server with accounts for clients, and a port for components (XEP-0114). */
public interface XmppServer extends RunningServer {

    /** The address that all ports are on. */
    String host();

    /** The domain of the accounts. */
    String domain();

    /** Where clients connect; a stream without TLS is accepted. */
    int clientPort();

    /** Where components connect. */
    int componentPort();

    /** Makes an account of {@link #domain()}, or sets its password. */
    void register(String user, String password);
}
