package im.gateway.protocol.irc;

import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When the server got a message: the tag {@code time} (IRCv3 server-time), {@code 2026-11-21T09:15:55.222Z}. */
public final class ServerTime {
    private ServerTime() {}

    /** The time of the line; null where it has none or one that cannot be read. */
    public static @Nullable Instant of(IrcLine line) {
        String text = line.tag("time");
        if (text == null) {
            return null;
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeException malformed) {
            return null;
        }
    }
}
