package im.gateway.protocol.oscar;

/** The lower 16 bits of an ICQ user's status; the upper 16 are flags (web-aware, birthday, direct connections). */
public final class IcqStatus {
    public static final int ONLINE = 0x0000;
    public static final int AWAY = 0x0001;
    public static final int DO_NOT_DISTURB = 0x0002;
    public static final int NOT_AVAILABLE = 0x0004;
    public static final int OCCUPIED = 0x0010;
    public static final int FREE_FOR_CHAT = 0x0020;
    public static final int INVISIBLE = 0x0100;

    /** What clients send for the states that include others: "not available" is also away, and so on. */
    public static final int SENT_NOT_AVAILABLE = NOT_AVAILABLE | AWAY;

    public static final int SENT_OCCUPIED = OCCUPIED | AWAY;
    public static final int SENT_DO_NOT_DISTURB = DO_NOT_DISTURB | OCCUPIED | AWAY;

    private IcqStatus() {}
}
