package im.gateway.servers;

import java.io.IOException;

/** Opens a stream to an XMPP server and looks whether the server opens its own (RFC 6120, 4.2). */
final class XmppQuestion {
    private XmppQuestion() {}

    /** Passes when the server offers its features to a client of this domain. */
    static void askAsClient(String host, int port, String domain) throws IOException {
        ask(host, port, "jabber:client", domain, "</stream:features>");
    }

    /** Passes when the server answers a component of this domain with a stream (XEP-0114, section 3). */
    static void askAsComponent(String host, int port, String domain) throws IOException {
        ask(host, port, "jabber:component:accept", domain, "<stream:stream");
    }

    private static void ask(String host, int port, String namespace, String domain, String expected)
            throws IOException {
        try (LineSocket socket = new LineSocket(host, port)) {
            socket.send("<stream:stream xmlns='" + namespace + "' xmlns:stream='http://etherx.jabber.org/streams' to='"
                    + domain + "' version='1.0'>");
            String answer = socket.awaitText(expected);
            if (answer.contains("<stream:error")) {
                throw new IOException("the server refuses the stream to " + domain + ": " + answer);
            }
        }
    }
}
