package im.gateway.protocol.oscar;

/**
 * Cuts a stream of bytes into frames. Fed with bytes as they come, however they are cut. Not thread-safe.
 *
 * <p>Memory: nothing but the header while no frame has begun; at most one frame's data, reserved once its length is known and allowed.
 */
public final class FlapDecoder {
    /** Where complete frames go. */
    public interface Sink {
        void frame(FlapFrame frame) throws OscarException;
    }

    private final int maxDataLength;
    private final byte[] header = new byte[FlapFrame.HEADER_LENGTH];
    private int headerFill;
    private byte[] data = new byte[0];
    private int dataFill;
    private boolean failed;

    /** For frames of at most so many bytes of data, up to 65535. */
    public FlapDecoder(int maxDataLength) {
        if (maxDataLength < 1 || maxDataLength > FlapFrame.MAX_DATA_LENGTH) {
            throw new IllegalArgumentException("maxDataLength: " + maxDataLength + " (expected: 1 to 65535)");
        }
        this.maxDataLength = maxDataLength;
    }

    /**
     * Takes the next bytes and hands on each frame that they complete. After an error the decoder is of no more use.
     *
     * @throws OscarException when the bytes are no frames, or the sink says so
     */
    public void feed(byte[] bytes, int offset, int length, Sink sink) throws OscarException {
        if (failed) {
            throw new OscarException("the stream is broken (expected: no more bytes after an error)");
        }
        failed = true;
        int position = offset;
        int end = offset + length;
        while (position < end) {
            position += headerFill < header.length ? takeHeader(bytes, position, end) : takeData(bytes, position, end);
            if (headerFill == header.length && dataFill == data.length) {
                sink.frame(complete());
            }
        }
        failed = false;
    }

    /**
     * Whether the stream broke off in a frame of the sign-off channel. Servers send old clients such a frame without a length field and close the connection.
     */
    public boolean endedInSignOff() {
        return headerFill >= 2 && header[1] == FlapFrame.SIGN_OFF;
    }

    private int takeHeader(byte[] bytes, int position, int end) throws OscarException {
        int taken = Math.min(end - position, header.length - headerFill);
        System.arraycopy(bytes, position, header, headerFill, taken);
        headerFill += taken;
        if ((header[0] & 0xFF) != FlapFrame.START) {
            throw OscarException.expected("first byte of a frame", header[0] & 0xFF, "42");
        }
        if (headerFill == header.length) {
            int length = number(4);
            if (length > maxDataLength) {
                throw OscarException.expected("length of a frame", length, "<= " + maxDataLength);
            }
            data = new byte[length];
        }
        return taken;
    }

    private int takeData(byte[] bytes, int position, int end) {
        int taken = Math.min(end - position, data.length - dataFill);
        System.arraycopy(bytes, position, data, dataFill, taken);
        dataFill += taken;
        return taken;
    }

    private FlapFrame complete() {
        FlapFrame frame = new FlapFrame(header[1] & 0xFF, number(2), Bytes.wrap(data, 0, data.length));
        headerFill = 0;
        dataFill = 0;
        data = new byte[0];
        return frame;
    }

    private int number(int at) {
        return (header[at] & 0xFF) << 8 | (header[at + 1] & 0xFF);
    }
}
