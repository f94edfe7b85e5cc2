package im.gateway.loadtest.xmpp;

import im.gateway.protocol.xml.Element;
import im.gateway.protocol.xml.StreamCondition;
import im.gateway.protocol.xml.StreamHeader;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.WriteBufferWaterMark;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
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
    private final Map<Integer, Channel> homes = new ConcurrentHashMap<>();
    private volatile ToIntFunction<Element> addressee = stanza -> -1;
    private volatile StanzaPath path = StanzaPath.STEADY;

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

    /** From now on it is known to which user a stanza goes that comes in, -1 to none of them: what tells where each of them lives. */
    void follow(ToIntFunction<Element> to) {
        addressee = to;
    }

    /** Stanzas that are handed over from now on take this path; where a user lives who was never heard of is not known, and so theirs is steady. */
    void path(StanzaPath next) {
        path = next;
    }

    @Override
    public void heard(Channel channel, Element stanza) {
        int user = addressee.applyAsInt(stanza);
        if (user >= 0) {
            homes.put(user, channel);
        }
    }

    @Override
    public synchronized void ended(Channel channel, String reason) {
        if (open.remove(channel)) {
            LOG.info("component stream {} ended: {}", channel.remoteAddress(), reason);
        }
    }

    boolean send(int user, String stanza) {
        Object[] streams = open.toArray();
        if (streams.length == 0) {
            return false;
        }
        Channel channel = choose(user, streams);
        if (!channel.isWritable()) {
            return false;
        }
        var unused = channel.write(ByteBufUtil.writeUtf8(channel.alloc(), stanza), channel.voidPromise());
        return true;
    }

    private Channel choose(int user, Object[] streams) {
        int steady = Math.floorMod(user, streams.length);
        Channel home = path == StanzaPath.STEADY ? null : homes.get(user);
        int at = home == null ? -1 : Arrays.asList(streams).indexOf(home);
        if (at < 0) {
            return (Channel) streams[steady];
        }
        // Of the others as many users go to each.
        int other = streams.length == 1 ? at : (at + 1 + Math.floorMod(user, streams.length - 1)) % streams.length;
        return (Channel) streams[path == StanzaPath.HOME ? at : other];
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
