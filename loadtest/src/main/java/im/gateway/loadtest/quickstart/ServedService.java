package im.gateway.loadtest.quickstart;

import java.net.InetSocketAddress;
import java.util.Map;

/**
 * A legacy service that the gateway serves under a domain of its own. The protocol's word is also the service's name in the configuration.
 *
 * @param protocol as the configuration names it: irc, aim, icq
 * @param domain the gateway's address for it
 * @param name for people
 * @param network the protocol's own settings, as the configuration has them
 */
public record ServedService(String protocol, String domain, String name, Map<String, Object> network) {
    public ServedService {
        network = Map.copyOf(network);
    }

    /** An IRC network without TLS. */
    public static ServedService irc(String domain, InetSocketAddress server) {
        return new ServedService(
                "irc", domain, "IRC", Map.of("host", server.getHostString(), "port", server.getPort(), "tls", false));
    }

    /**
     * AIM or ICQ.
     *
     * @param protocol aim or icq
     */
    public static ServedService oscar(String protocol, String domain, String name, InetSocketAddress server) {
        return new ServedService(
                protocol, domain, name, Map.of("host", server.getHostString(), "port", server.getPort()));
    }
}
