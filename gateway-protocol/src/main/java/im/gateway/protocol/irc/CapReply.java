package im.gateway.protocol.irc;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A server's line of capability negotiation (IRCv3 capability-negotiation): {@code CAP <nick> <subcommand> [*] :<capabilities>}.
 *
 * @param subcommand LS, ACK, NAK, NEW, DEL or LIST
 * @param more whether another line of the same answer follows
 * @param capabilities each with its value, empty where it has none; in the order of the line
 */
public record CapReply(String subcommand, boolean more, Map<String, String> capabilities) {
    /** Reads it, or null where the line is no such reply. */
    public static @Nullable CapReply of(IrcLine line) {
        if (!line.command().equals("CAP") || line.params().size() < 2) {
            return null;
        }
        boolean more = line.params().size() > 3 && line.param(2).equals("*");
        Map<String, String> capabilities = new LinkedHashMap<>();
        if (line.params().size() > 2) {
            for (String word : line.lastParam().split(" ", -1)) {
                int equals = word.indexOf('=');
                String name = equals < 0 ? word : word.substring(0, equals);
                if (!name.isEmpty()) {
                    capabilities.put(name, equals < 0 ? "" : word.substring(equals + 1));
                }
            }
        }
        return new CapReply(line.param(1).toUpperCase(Locale.ROOT), more, capabilities);
    }
}
