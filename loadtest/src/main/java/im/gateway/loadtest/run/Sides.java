package im.gateway.loadtest.run;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * One domain of the gateway in a scenario, and what is on both sides of it.
 *
 * @param label what the nodes' configuration calls its service
 * @param domain the gateway's address
 * @param userDomains whose users are let in
 * @param component the XMPP server's component port
 * @param legacy the legacy network
 */
public record Sides(
        String label, String domain, List<String> userDomains, InetSocketAddress component, InetSocketAddress legacy) {
    public Sides {
        userDomains = List.copyOf(userDomains);
    }
}
