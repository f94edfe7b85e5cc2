package im.gateway.node.user;

import im.gateway.node.command.GatewayCommand;
import im.gateway.protocol.jid.Jid;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A command that has been begun (XEP-0050 section 3.4). What there is to know of it is in its id: when it was begun, and a hash by which
 * it belongs to one command of one requester. So nothing has to be remembered, and the next step may come to another actor of the
 * user, on another node, after the first one's has died. Who makes up such an id could as well have begun the command: it gives no
 * right, since each step is done for the address that it comes from.
 *
 * @param requester the full address that began it: nobody else goes on with it
 */
record CommandSession(String id, GatewayCommand command, Jid requester, long begunMillis) {
    /** How long it may take from its beginning; a person fills in a form, perhaps more than once. */
    static final Duration LIFETIME = Duration.ofMinutes(30);

    private static final int RADIX = Character.MAX_RADIX;
    private static final int HASH_BYTES = 10;
    private static final char MARK = '-';

    /** When it was begun, a number so that no two are the same, and the hash. Whoever sends an id can make up any. */
    private static final Pattern ID =
            Pattern.compile("([0-9a-z]{1,12})-[0-9a-z]{1,13}-[0-9a-f]{" + 2 * HASH_BYTES + "}");

    /**
     * A new one.
     *
     * @param dice so that no two are the same
     */
    static CommandSession begin(GatewayCommand command, Jid requester, long nowMillis, long dice) {
        String stem = Long.toString(nowMillis, RADIX) + MARK + Long.toString(dice, RADIX);
        return new CommandSession(stem + MARK + hash(stem, command, requester), command, requester, nowMillis);
    }

    /** The session of that id, command and requester, or null where there can be none. */
    static @Nullable CommandSession find(@Nullable String id, String node, Jid requester) {
        GatewayCommand command = GatewayCommand.ofNode(node);
        Matcher parts = ID.matcher(id == null ? "" : id);
        if (id == null || command == null || !parts.matches()) {
            return null;
        }
        int end = id.lastIndexOf(MARK);
        if (!hash(id.substring(0, end), command, requester).equals(id.substring(end + 1))) {
            return null;
        }
        return new CommandSession(id, command, requester, Long.parseLong(parts.group(1), RADIX));
    }

    boolean hasExpired(long nowMillis) {
        return nowMillis - begunMillis >= LIFETIME.toMillis();
    }

    /** By which an id belongs to a command and a requester. */
    static String hash(String stem, GatewayCommand command, Jid requester) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((stem + ' ' + command.node() + ' ' + requester).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(Arrays.copyOf(hash, HASH_BYTES));
        } catch (NoSuchAlgorithmException impossible) {
            // Every Java platform has it (java.security.MessageDigest).
            throw new AssertionError(impossible);
        }
    }
}
