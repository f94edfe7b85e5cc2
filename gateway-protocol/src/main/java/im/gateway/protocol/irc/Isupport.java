package im.gateway.protocol.irc;

/**
 * What a server can do, of all that it says in RPL_ISUPPORT (005): what a session has to know. One is kept for each session, so no more
 * of it is.
 *
 * @param caseMapping CASEMAPPING: when two nicks are one
 * @param nickLength NICKLEN: bytes of a nick at most; the largest number where the server does not say
 * @param lineLength LINELEN: bytes of a line with its CR LF, 512 where the server does not say (RFC 2812 section 2.3)
 * @param awayLength AWAYLEN: bytes of an away text; where the server does not say, what surely fits into a line
 * @param monitorLimit MONITOR: how many nicks may be watched; 0 where the server has none, the largest number where it sets no limit
 */
public record Isupport(CaseMapping caseMapping, int nickLength, int lineLength, int awayLength, int monitorLimit) {
    private static final int SURE_AWAY_LENGTH = 200;
    private static final int MOST_AWAY_LENGTH = 390;
    /** An int holds as many, whatever they are. */
    private static final int MOST_DIGITS = 9;

    /** What is known of a server that has said nothing. */
    public static final Isupport NONE =
            new Isupport(CaseMapping.RFC1459, Integer.MAX_VALUE, IrcDecoder.MAX_LINE_BYTES, SURE_AWAY_LENGTH, 0);

    /** Takes in a line {@code 005 nick TOKEN TOKEN=value -TOKEN :are supported by this server}. */
    public Isupport with(IrcLine line) {
        Isupport known = this;
        for (int i = 1; i < line.params().size() - 1; i++) {
            String token = line.params().get(i);
            int equals = token.indexOf('=');
            if (token.startsWith("-")) {
                known = known.without(token.substring(1));
            } else if (equals < 0) {
                known = known.with(token, "");
            } else {
                known = known.with(token.substring(0, equals), token.substring(equals + 1));
            }
        }
        return known;
    }

    private Isupport with(String token, String value) {
        return switch (token) {
            case "CASEMAPPING" ->
                new Isupport(CaseMapping.ofWire(value), nickLength, lineLength, awayLength, monitorLimit);
            case "NICKLEN" ->
                new Isupport(caseMapping, number(value, NONE.nickLength), lineLength, awayLength, monitorLimit);
            case "LINELEN" -> {
                int length = Math.max(NONE.lineLength, number(value, NONE.lineLength));
                yield new Isupport(caseMapping, nickLength, length, awayLength, monitorLimit);
            }
            case "AWAYLEN" -> {
                int length = Math.min(MOST_AWAY_LENGTH, number(value, SURE_AWAY_LENGTH));
                yield new Isupport(caseMapping, nickLength, lineLength, length, monitorLimit);
            }
            case "MONITOR" ->
                new Isupport(caseMapping, nickLength, lineLength, awayLength, number(value, Integer.MAX_VALUE));
            default -> this;
        };
    }

    private Isupport without(String token) {
        return switch (token) {
            case "CASEMAPPING" -> new Isupport(NONE.caseMapping, nickLength, lineLength, awayLength, monitorLimit);
            case "NICKLEN" -> new Isupport(caseMapping, NONE.nickLength, lineLength, awayLength, monitorLimit);
            case "LINELEN" -> new Isupport(caseMapping, nickLength, NONE.lineLength, awayLength, monitorLimit);
            case "AWAYLEN" -> new Isupport(caseMapping, nickLength, lineLength, NONE.awayLength, monitorLimit);
            case "MONITOR" -> new Isupport(caseMapping, nickLength, lineLength, awayLength, NONE.monitorLimit);
            default -> this;
        };
    }

    private static int number(String value, int otherwise) {
        return Digits.isAll(value, MOST_DIGITS) ? Integer.parseInt(value) : otherwise;
    }
}
