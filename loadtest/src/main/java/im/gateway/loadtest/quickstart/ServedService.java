package im.gateway.loadtest.quickstart;

import java.net.InetSocketAddress;
import java.util.Map;

/**
 * A legacy service that the gateway serves under a domain of its own.
 *
 * @param label the name of the service, and of its domain, in the nodes' configuration
 * @param server the name of the XMPP server, among those of {@link NodeConfig}, that the domain is on
 * @param protocol as the configuration names it: irc, aim, icq
 * @param domain the gateway's address for it
 * @param name for people
 * @param network the protocol's own settings, as the configuration has them
 */
public record ServedService(
        String label, String server, String protocol, String domain, String name, Map<String, Object> network) {
    /** The name of the XMPP server where there is one. */
    public static final String LOCAL = "local";

    public ServedService {
        network = Map.copyOf(network);
    }

    /** An IRC network without TLS, which is called as its protocol. */
    public static ServedService irc(String domain, InetSocketAddress server) {
        return new ServedService(
                "irc",
                LOCAL,
                "irc",
                domain,
                "IRC",
                Map.of("host", server.getHostString(), "port", server.getPort(), "tls", false));
    }

    /**
     * AIM or ICQ, which is called as its protocol.
     *
     * @param protocol aim or icq
     */
    public static ServedService oscar(String protocol, String domain, String name, InetSocketAddress server) {
        return new ServedService(
                protocol,
                LOCAL,
                protocol,
                domain,
                name,
                Map.of("host", server.getHostString(), "port", server.getPort()));
    }

    /** The same under another name, on an XMPP server of that name: one of several of one protocol. */
    public ServedService called(String other) {
        return new ServedService(other, other, protocol, domain, name, network);
    }
}
