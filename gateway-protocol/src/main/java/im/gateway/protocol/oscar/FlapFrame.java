package im.gateway.protocol.oscar;

/**
 * One frame of the transport: 2A, channel, sequence number (16 bit), length (16 bit), data.
 *
 * @param channel one of the constants
 * @param sequence counts up on each side on its own, and wraps round
 */
public record FlapFrame(int channel, int sequence, Bytes data) {
    public static final int START = 0x2A;
    public static final int HEADER_LENGTH = 6;
    public static final int MAX_DATA_LENGTH = 0xFFFF;

    /** The first frame of each side. */
    public static final int SIGN_ON = 1;
    /** Carries a {@link Snac}. */
    public static final int DATA = 2;
    /** Something was wrong with the frames themselves. */
    public static final int ERROR = 3;
    /** The last frame: see {@link SignOff}. */
    public static final int SIGN_OFF = 4;

    public static final int KEEP_ALIVE = 5;

    public Bytes encode() {
        return new ByteWriter()
                .u8(START)
                .u8(channel)
                .u16(sequence)
                .u16(data.length())
                .bytes(data)
                .toBytes();
    }
}
