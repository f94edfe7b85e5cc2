package im.gateway.loadtest.quickstart;

import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a conversation takes place, and who is in it.
 *
 * @param client where clients of the XMPP server connect; a stream without TLS is accepted
 * @param user of the XMPP server
 * @param gateway the gateway's address for IRC, a domain
 * @param irc where the IRC server's clients connect, without TLS
 * @param userOnIrc the IRC account that the user registers with at the gateway
 * @param contactOnIrc the IRC account of whom the user talks to
 * @param oscar the simulated OSCAR network's address; null where there is none
 * @param oscarPlaces what the gateway serves of it; empty where there is none
 */
public record Stage(
        InetSocketAddress client,
        XmppAccount user,
        String gateway,
        InetSocketAddress irc,
        IrcAccount userOnIrc,
        IrcAccount contactOnIrc,
        @Nullable InetSocketAddress oscar,
        List<OscarPlace> oscarPlaces) {
    public Stage {
        oscarPlaces = List.copyOf(oscarPlaces);
    }

    /** A user of the XMPP server. */
    public record XmppAccount(String localpart, String domain, String password) {
        public String address() {
            return localpart + "@" + domain;
        }
    }

    /** An account of the IRC server; the nick is reserved for it. */
    public record IrcAccount(String name, String password) {}

    /**
     * AIM or ICQ on the simulated network.
     *
     * @param protocol aim or icq
     * @param service its name for people
     * @param gateway the gateway's address for it, a domain
     * @param user the account that the user registers with
     * @param password of that account
     * @param contact a user who is there, and answers every message
     * @param contactIsAsked whether the network asks the contact before the user sees them
     */
    public record OscarPlace(
            String protocol,
            String service,
            String gateway,
            String user,
            String password,
            String contact,
            boolean contactIsAsked) {
        /** The contact's address at the gateway. */
        public String contactAddress() {
            return contact + "@" + gateway;
        }
    }
}
