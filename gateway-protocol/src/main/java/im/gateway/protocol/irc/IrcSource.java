package im.gateway.protocol.irc;

import org.jspecify.annotations.Nullable;

/**
 * Who a line is from: {@code nick!user@host}, or a server's name in {@code nick} alone (RFC 2812 section 2.3.1).
 *
 * @param nick the nick, or the name of a server
 * @param user null where not said
 * @param host null where not said
 */
public record IrcSource(
        String nick, @Nullable String user, @Nullable String host) {
    /** Reads what stands between the colon and the first space. Never fails: whatever cannot be split is the nick. */
    public static IrcSource parse(String text) {
        int at = text.lastIndexOf('@');
        String host = at < 0 ? null : text.substring(at + 1);
        String rest = at < 0 ? text : text.substring(0, at);
        int bang = rest.indexOf('!');
        String user = bang < 0 ? null : rest.substring(bang + 1);
        return new IrcSource(bang < 0 ? rest : rest.substring(0, bang), user, host);
    }

    /** Whether this is a server and no user: a name with a dot (a nick cannot have one) and no user part. */
    public boolean isServer() {
        return user == null && nick.indexOf('.') >= 0;
    }

    /** As it stands on the wire. */
    public String wire() {
        return nick + (user == null ? "" : "!" + user) + (host == null ? "" : "@" + host);
    }
}
