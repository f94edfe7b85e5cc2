package im.gateway.protocol.oscar;

/** Makes the frames of one side of a connection, with their sequence numbers. Not thread-safe. */
public final class FlapEncoder {
    private int sequence;

    /** Begins with this sequence number, of which the lowest 16 bits count. */
    public FlapEncoder(int firstSequence) {
        this.sequence = firstSequence & 0xFFFF;
    }

    public Bytes encode(int channel, Bytes data) {
        Bytes frame = new FlapFrame(channel, sequence, data).encode();
        sequence = (sequence + 1) & 0xFFFF;
        return frame;
    }

    public Bytes encode(Snac snac) {
        return encode(FlapFrame.DATA, snac.encode());
    }

    public Bytes encode(SignOn signOn) {
        return encode(FlapFrame.SIGN_ON, signOn.encode());
    }

    public Bytes encode(SignOff signOff) {
        return encode(FlapFrame.SIGN_OFF, signOff.encode());
    }

    public Bytes keepAlive() {
        return encode(FlapFrame.KEEP_ALIVE, Bytes.EMPTY);
    }
}
