package im.gateway.protocol.oscar;

/**
 * Subtype 01 of every family: the request of the same number failed.
 *
 * @param code one of the constants or another
 * @param subcode depends on the family; 0 for none
 */
public record SnacError(int family, int code, int subcode) implements SnacBody {
    public static final int RATE_TO_HOST = 0x02;
    public static final int RATE_TO_CLIENT = 0x03;
    public static final int NOT_LOGGED_ON = 0x04;
    public static final int SERVICE_UNAVAILABLE = 0x05;
    public static final int NOT_SUPPORTED_BY_HOST = 0x08;
    public static final int NOT_SUPPORTED_BY_CLIENT = 0x09;
    public static final int REFUSED_BY_CLIENT = 0x0A;
    public static final int REPLY_TOO_BIG = 0x0B;
    public static final int REQUEST_DENIED = 0x0D;
    public static final int INCORRECT_FORMAT = 0x0E;
    public static final int INSUFFICIENT_RIGHTS = 0x0F;
    public static final int IN_LOCAL_PERMIT_DENY = 0x10;
    public static final int SENDER_TOO_EVIL = 0x11;
    public static final int RECEIVER_TOO_EVIL = 0x12;
    public static final int USER_TEMPORARILY_UNAVAILABLE = 0x13;
    public static final int NO_MATCH = 0x14;
    public static final int LIST_OVERFLOW = 0x15;
    public static final int QUEUE_FULL = 0x17;

    private static final int SUBCODE = 0x08;

    public static SnacError parse(int family, Bytes body) throws OscarException {
        ByteReader in = body.reader();
        int code = in.u16();
        return new SnacError(family, code, Tlvs.parse(in).number(SUBCODE, 0));
    }

    /** The code in words, as the list of error codes has them. */
    public String text() {
        return switch (code) {
            case RATE_TO_HOST, RATE_TO_CLIENT -> "rate limit exceeded";
            case NOT_LOGGED_ON -> "recipient is not logged in";
            case SERVICE_UNAVAILABLE -> "requested service unavailable";
            case NOT_SUPPORTED_BY_HOST -> "not supported by the server";
            case NOT_SUPPORTED_BY_CLIENT -> "not supported by the recipient";
            case REFUSED_BY_CLIENT -> "refused by the recipient";
            case REPLY_TOO_BIG -> "reply too big";
            case REQUEST_DENIED -> "request denied";
            case INCORRECT_FORMAT -> "incorrect format";
            case INSUFFICIENT_RIGHTS -> "insufficient rights";
            case IN_LOCAL_PERMIT_DENY -> "recipient is blocked";
            case SENDER_TOO_EVIL -> "sender's warning level is too high";
            case RECEIVER_TOO_EVIL -> "recipient's warning level is too high";
            case USER_TEMPORARILY_UNAVAILABLE -> "recipient temporarily unavailable";
            case NO_MATCH -> "no match";
            case LIST_OVERFLOW -> "list is full";
            case QUEUE_FULL -> "queue is full";
            default -> "error " + code;
        };
    }

    @Override
    public int type() {
        return family << 16 | Snac.ERROR_SUBTYPE;
    }

    @Override
    public void write(ByteWriter out) {
        out.u16(code);
        if (subcode != 0) {
            out.tlvU16(SUBCODE, subcode);
        }
    }
}
