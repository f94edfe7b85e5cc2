package im.gateway.protocol.oscar;

/**
 * One of a server's rate classes. The level is a running average of the milliseconds between two SNACs of the class; the higher the better.
 *
 * @param window how many of the last SNACs the average is over
 * @param clearLevel above this, a limited client may send again
 * @param alertLevel below this, the server warns
 * @param limitLevel below this, the server drops what is sent
 * @param disconnectLevel below this, the server closes the connection
 * @param currentLevel the level now
 * @param maxLevel the level never grows beyond this
 * @param sinceLast milliseconds since the last SNAC of the class
 * @param state 1 limited, 2 alert, 3 clear; others occur
 */
public record RateClass(
        int id,
        long window,
        long clearLevel,
        long alertLevel,
        long limitLevel,
        long disconnectLevel,
        long currentLevel,
        long maxLevel,
        long sinceLast,
        int state) {
    static RateClass parse(ByteReader in) throws OscarException {
        return new RateClass(
                in.u16(), in.u32(), in.u32(), in.u32(), in.u32(), in.u32(), in.u32(), in.u32(), in.u32(), in.u8());
    }

    void write(ByteWriter out) {
        out.u16(id)
                .u32(window)
                .u32(clearLevel)
                .u32(alertLevel)
                .u32(limitLevel)
                .u32(disconnectLevel)
                .u32(currentLevel)
                .u32(maxLevel)
                .u32(sinceLast)
                .u8(state);
    }

    /** The level after a SNAC that comes this many milliseconds after the one before. */
    public static long levelAfter(long level, long window, long maxLevel, long milliseconds) {
        if (window <= 0) {
            return maxLevel;
        }
        return Math.min(maxLevel, ((window - 1) * level + milliseconds) / window);
    }
}
