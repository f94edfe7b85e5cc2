package im.gateway.node.legacy;

import im.gateway.node.log.Traced;
import im.gateway.protocol.jid.BareJid;

/**
 * Names one login of one Jabber user on one legacy service, in log lines: {@code irc.example.org|romeo@montague.lit/2@19b0c2d1e5f}.
 *
 * @param domain the gateway's address
 * @param user the Jabber user
 * @param number counts up with each login
 * @param since when the user's actor began to count, which each of them does from 1: milliseconds since 1970
 */
public record SessionName(String domain, BareJid user, long number, long since) implements Traced {
    @Override
    public String traceKey() {
        return "session";
    }

    @Override
    public String traceId() {
        return domain + "|" + user + "/" + number + "@" + Long.toHexString(since);
    }

    @Override
    public String toString() {
        return traceId();
    }
}
