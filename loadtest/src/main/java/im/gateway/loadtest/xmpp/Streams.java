package im.gateway.loadtest.xmpp;

import im.gateway.protocol.stanza.StreamCondition;
import im.gateway.protocol.xml.StreamHeader;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.WriteBufferWaterMark;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The open streams of one side, and which of them a user's stanzas go to. Thread-safe. */
final class Streams implements ComponentStream.Owner {
    /** What may wait for a peer that does not read; beyond it stanzas go nowhere, and are counted. */
    static final WriteBufferWaterMark BACKLOG = new WriteBufferWaterMark(8 << 20, 64 << 20);

    private static final Logger LOG = LoggerFactory.getLogger(Streams.class);
    private static final long CLOSE_SECONDS = 5;

    private final ConnectionPolicy policy;
    private final List<Channel> open = new CopyOnWriteArrayList<>();

    Streams(ConnectionPolicy policy) {
        this.policy = policy;
    }

    @Override
    public synchronized @Nullable StreamCondition admit(Channel channel) {
        if (policy == ConnectionPolicy.ONE_ACTIVE && !open.isEmpty()) {
            return StreamCondition.CONFLICT;
        }
        open.add(channel);
        return null;
    }

    @Override
    public synchronized void ended(Channel channel, String reason) {
        if (open.remove(channel)) {
            LOG.info("component stream {} ended: {}", channel.remoteAddress(), reason);
        }
    }

    /** A user's stanzas go to one stream as long as the streams are the same (what ejabberd calls {@code bare_source}). */
    boolean send(int user, String stanza) {
        Object[] streams = open.toArray();
        if (streams.length == 0) {
            return false;
        }
        Channel channel = (Channel) streams[Math.floorMod(user, streams.length)];
        if (!channel.isWritable()) {
            return false;
        }
        var unused = channel.write(ByteBufUtil.writeUtf8(channel.alloc(), stanza), channel.voidPromise());
        return true;
    }

    void flush() {
        open.forEach(Channel::flush);
    }

    int count() {
        return open.size();
    }

    /** Closes every connection as it is; what was not written yet is lost. */
    void drop() {
        for (Channel channel : open) {
            var unused = channel.close();
        }
    }

    /** Ends each stream in order: what was written before is delivered. */
    void close() {
        open.stream()
                .map(channel -> channel.writeAndFlush(ByteBufUtil.writeUtf8(channel.alloc(), StreamHeader.CLOSE))
                        .addListener(ChannelFutureListener.CLOSE)
                        .channel()
                        .closeFuture())
                .toList()
                .forEach(end -> end.awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS));
    }
}
