package im.gateway.servers;

/**
 * A component (XEP-0114) that an XMPP server is to admit.
 *
 * @param domain the component's domain, {@code irc.localhost}
 * @param secret what both sides know
 */
public record XmppComponent(String domain, String secret) {}
