package im.gateway.loadtest.quickstart;

import java.net.InetSocketAddress;

/**
 * Where a conversation takes place, and who is in it.
 *
 * @param client where clients of the XMPP server connect; a stream without TLS is accepted
 * @param user of the XMPP server
 * @param gateway the gateway's address, a domain
 * @param irc where the IRC server's clients connect, without TLS
 * @param userOnIrc the IRC account that the user registers with at the gateway
 * @param contactOnIrc the IRC account of whom the user talks to
 */
public record Stage(
        InetSocketAddress client,
        XmppAccount user,
        String gateway,
        InetSocketAddress irc,
        IrcAccount userOnIrc,
        IrcAccount contactOnIrc) {

    /** A user of the XMPP server. */
    public record XmppAccount(String localpart, String domain, String password) {
        public String address() {
            return localpart + "@" + domain;
        }
    }

    /** An account of the IRC server; the nick is reserved for it. */
    public record IrcAccount(String name, String password) {}
}
