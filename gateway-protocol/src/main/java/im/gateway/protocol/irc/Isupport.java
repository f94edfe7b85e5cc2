package im.gateway.protocol.irc;

import java.util.LinkedHashMap;
import java.util.Map;

/** What a server can do, as it says in RPL_ISUPPORT (005). Immutable; {@link #with} adds the next of its lines. */
public final class Isupport {
    /** What is known of a server that has said nothing. */
    public static final Isupport NONE = new Isupport(Map.of());

    /** A server says a few dozen; one that never ends is not listened to. */
    private static final int MAX_TOKENS = 256;

    private final Map<String, String> tokens;

    private Isupport(Map<String, String> tokens) {
        this.tokens = tokens;
    }

    /** Takes in a line {@code 005 nick TOKEN TOKEN=value -TOKEN :are supported by this server}. */
    public Isupport with(IrcLine line) {
        Map<String, String> all = new LinkedHashMap<>(tokens);
        for (int i = 1; i < line.params().size() - 1; i++) {
            String token = line.params().get(i);
            int equals = token.indexOf('=');
            if (token.startsWith("-")) {
                all.remove(token.substring(1));
            } else if (all.size() < MAX_TOKENS) {
                all.put(equals < 0 ? token : token.substring(0, equals), equals < 0 ? "" : token.substring(equals + 1));
            }
        }
        return new Isupport(all);
    }

    public boolean has(String token) {
        return tokens.containsKey(token);
    }

    /** The token's value; empty where it has none or is not there. */
    public String value(String token) {
        return tokens.getOrDefault(token, "");
    }

    /** The token's value as a number; the other number where it is not there or is none. */
    public int number(String token, int otherwise) {
        String value = value(token);
        if (value.isEmpty() || value.length() > 9) {
            return otherwise;
        }
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) < '0' || value.charAt(i) > '9') {
                return otherwise;
            }
        }
        return Integer.parseInt(value);
    }

    public CaseMapping caseMapping() {
        return CaseMapping.ofWire(value("CASEMAPPING"));
    }

    /** Bytes of a nick at most; the largest number where the server does not say. */
    public int nickLength() {
        return number("NICKLEN", Integer.MAX_VALUE);
    }

    /** Bytes of a line with its CR LF: LINELEN, otherwise 512 (RFC 2812 section 2.3). */
    public int lineLength() {
        return Math.max(IrcDecoder.MAX_LINE_BYTES, number("LINELEN", IrcDecoder.MAX_LINE_BYTES));
    }

    /** Bytes of an away text: AWAYLEN, otherwise what surely fits into a line. */
    public int awayLength() {
        return Math.min(number("AWAYLEN", 200), 390);
    }

    /** How many nicks may be watched by MONITOR: 0 where the server has none, the largest number where it sets no limit. */
    public int monitorLimit() {
        return has("MONITOR") ? number("MONITOR", Integer.MAX_VALUE) : 0;
    }
}
