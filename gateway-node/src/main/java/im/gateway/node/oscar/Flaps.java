package im.gateway.node.oscar;

import im.gateway.protocol.oscar.Bytes;
import im.gateway.protocol.oscar.FlapDecoder;
import im.gateway.protocol.oscar.OscarException;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.util.List;

/** FLAP frames on a channel: what the session's connection and the one beside it do alike. */
final class Flaps {
    /** Lists come in parts of some kilobytes; what one frame may hold is what its length field may say. */
    private static final int MAX_FRAME = 0xFFFF;

    private Flaps() {}

    static FlapDecoder decoder() {
        return new FlapDecoder(MAX_FRAME);
    }

    /** Hands on the frames that are complete with these bytes; the caller releases the buffer. */
    static void read(ByteBuf bytes, FlapDecoder decoder, FlapDecoder.Sink to) throws OscarException {
        byte[] copy = new byte[bytes.readableBytes()];
        bytes.readBytes(copy);
        decoder.feed(copy, 0, copy.length, to);
    }

    /** Writes them at once; a write that fails comes back as an exception of the pipeline. */
    static void write(Channel to, List<Bytes> frames) {
        ByteBuf bytes = to.alloc().buffer(128 * frames.size());
        frames.forEach(frame -> bytes.writeBytes(frame.toArray()));
        var unused = to.writeAndFlush(bytes, to.voidPromise());
    }
}
