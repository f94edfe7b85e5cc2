package im.gateway.node.config;

/**
 * What is the most of everything.
 *
 * @param readBytes of one stanza that comes in; a larger one ends the stream, for all users
 * @param stanzaBytes of one stanza that is handled; a larger one is answered with an error
 * @param depth of elements inside a stanza
 * @param attributes of one element
 * @param windowStanzas without an outcome on one stream; more are not read
 * @param windowBytes of those stanzas
 * @param stanzasPerUser without an outcome; more are answered with an error
 * @param pendingBytes for one stream that its socket has not taken; more are not accepted
 * @param threads that read sockets and run actors; 0 for half of the cores
 */
public record LimitSettings(
        int readBytes,
        int stanzaBytes,
        int depth,
        int attributes,
        int windowStanzas,
        int windowBytes,
        int stanzasPerUser,
        int pendingBytes,
        int threads) {
    private static final int KIB = 1024;
    private static final int MIB = 1024 * KIB;

    static LimitSettings read(Block block) {
        LimitSettings read = new LimitSettings(
                block.bytes("stanza-read", 10 * KIB, 16 * MIB),
                block.bytes("stanza", 10 * KIB, 1 * MIB),
                block.whole("depth", 8, 1000),
                block.whole("attributes", 8, 1000),
                block.whole("window-stanzas", 1, 1_000_000),
                block.bytes("window", 10 * KIB, 1024 * MIB),
                block.whole("stanzas-per-user", 1, 100_000),
                block.bytes("pending", 10 * KIB, 1024 * MIB),
                block.whole("threads", 0, 1000));
        if (read.stanzaBytes > read.readBytes) {
            throw block.wrong("stanza", "not more than stanza-read");
        }
        block.end();
        return read;
    }
}
