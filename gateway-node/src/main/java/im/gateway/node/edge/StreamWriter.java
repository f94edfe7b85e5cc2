package im.gateway.node.edge;

import im.gateway.node.metrics.DomainMetrics;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The writing side of one stream. Any thread puts chunks into its queue; the channel's event loop takes them out while the channel is
 * writable, and flushes once for all that it found, some of it in one piece. What the socket does not take stays in the queue, up to a bound:
 * that is the backpressure of a server that does not read.
 */
final class StreamWriter implements Exit {
    private static final Logger LOG = LoggerFactory.getLogger(StreamWriter.class);

    /** Bytes that go out in one piece: when the connection breaks in its midst, all of it counts as not written. */
    private static final int MOST_IN_ONE = 16 * 1024;

    private final String id;
    private final Channel channel;
    private final long mostPending;
    private final DomainMetrics metrics;
    private final Queue<Piece> queue = new ConcurrentLinkedQueue<>();
    private final AtomicLong pending = new AtomicLong();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final AtomicBoolean full = new AtomicBoolean();
    private volatile boolean ended;

    /**
     * The writer of an open channel.
     *
     * @param mostPending bytes that may wait for the socket; beyond them a write fails at once
     */
    StreamWriter(String id, Channel channel, long mostPending, DomainMetrics metrics) {
        this.id = id;
        this.channel = channel;
        this.mostPending = mostPending;
        this.metrics = metrics;
    }

    @SuppressWarnings("ArrayRecordComponent") // Only ever passed on; never compared.
    private record Piece(byte[] bytes, Outbox.Receipt receipt) {}

    @Override
    public String id() {
        return id;
    }

    @Override
    public boolean isLocal() {
        return true;
    }

    @Override
    public void write(List<byte[]> chunks, Outbox.Receipt receipt) {
        Outbox.Receipt each = Receipts.all(chunks.size(), receipt);
        chunks.forEach(chunk -> put(chunk, each));
        metrics.stanzasWritten(chunks.size());
        schedule();
    }

    /** Writes text that is no stanza: a space, or the end of the stream. */
    void writeText(String text) {
        put(text.getBytes(StandardCharsets.UTF_8), Outbox.Receipt.NONE);
        schedule();
    }

    /** Writes the end of the stream behind all that waits; what comes later is refused. */
    void writeEnd() {
        writeText("</stream:stream>");
        ended = true;
    }

    /** How many bytes wait for the socket. */
    long pending() {
        return pending.get();
    }

    private void put(byte[] bytes, Outbox.Receipt receipt) {
        if (ended || !roomFor(bytes.length)) {
            receipt.done(false);
            return;
        }
        queue.add(new Piece(bytes, receipt));
    }

    private boolean roomFor(int size) {
        if (pending.addAndGet(size) <= mostPending) {
            return true;
        }
        pending.addAndGet(-size);
        if (full.compareAndSet(false, true)) {
            LOG.warn(
                    "stream={} event=server-does-not-read pending={} action=\"refusing stanzas until it reads again\"",
                    id,
                    mostPending);
        }
        return false;
    }

    private void schedule() {
        if (scheduled.compareAndSet(false, true)) {
            try {
                channel.eventLoop().execute(this::drain);
            } catch (RejectedExecutionException stopped) {
                failAll();
            }
        }
    }

    /** Runs in the event loop, also when the channel has become writable again or inactive. */
    void drain() {
        scheduled.set(false);
        if (!channel.isActive()) {
            failAll();
            return;
        }
        boolean wrote = false;
        while (channel.isWritable()) {
            Piece first = queue.poll();
            if (first == null) {
                break;
            }
            wrote = true;
            if (queue.isEmpty()) {
                channel.write(Unpooled.wrappedBuffer(first.bytes())).addListener(done -> told(first, done.isSuccess()));
            } else {
                writeTogether(first);
            }
        }
        if (wrote) {
            channel.flush();
        }
    }

    /** With those that wait behind it: a write for each costs a busy node more than copying them. */
    private void writeTogether(Piece first) {
        List<Piece> pieces = new ArrayList<>();
        ByteBuf bytes = channel.alloc().buffer(MOST_IN_ONE);
        for (Piece piece = first; piece != null; piece = queue.poll()) {
            pieces.add(piece);
            bytes.writeBytes(piece.bytes());
            if (bytes.readableBytes() >= MOST_IN_ONE) {
                break;
            }
        }
        channel.write(bytes).addListener(done -> pieces.forEach(piece -> told(piece, done.isSuccess())));
    }

    private void told(Piece piece, boolean written) {
        long left = pending.addAndGet(-piece.bytes().length);
        if (left < mostPending / 2) {
            full.set(false);
        }
        piece.receipt().done(written);
    }

    /** Fails what waits; to be called when the channel is closed. */
    private void failAll() {
        ended = true;
        for (Piece piece = queue.poll(); piece != null; piece = queue.poll()) {
            told(piece, false);
        }
    }
}
