package im.gateway.node.edge;

import im.gateway.node.edge.StreamOpener.OpenStream;
import im.gateway.node.edge.StreamOpener.StreamEnd;
import im.gateway.node.edge.StreamOpener.StreamEvents;
import im.gateway.node.metrics.DomainMetrics;
import im.gateway.protocol.component.ComponentHandshake;
import im.gateway.protocol.component.HandshakeOutput;
import im.gateway.protocol.xml.Element;
import im.gateway.protocol.xml.StreamCondition;
import im.gateway.protocol.xml.StreamError;
import im.gateway.protocol.xml.StreamEvent;
import im.gateway.protocol.xml.StreamParser;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One component stream on its channel: opens it (XEP-0114), gives what a read has brought in one batch, and ends it in order. It reads
 * by itself only while the stream is being opened, and for the rest of a stanza that is incomplete.
 */
final class StreamHandler extends ChannelInboundHandlerAdapter implements OpenStream {
    private static final long HANDSHAKE_SECONDS = 20;

    private final Login login;
    private final ComponentHandshake handshake;
    private final StreamParser parser;
    private final StreamEvents events;
    private final List<Element> batch = new ArrayList<>();
    private Phase phase = Phase.CONNECTING;
    /** Batches that the edge has asked for and not been given. */
    private int wanted;

    private String streamId = "";
    private @Nullable ChannelHandlerContext context;
    private @Nullable StreamWriter writer;

    StreamHandler(Login login, StreamParser parser, StreamEvents events) {
        this.login = login;
        this.handshake = new ComponentHandshake(login.domain(), login.secret());
        this.parser = parser;
        this.events = events;
    }

    /**
     * What opening takes.
     *
     * @param link for the exit's name
     * @param domain the gateway's address
     * @param secret shared with the server
     * @param mostPending bytes that may wait for the socket
     * @param metrics of that domain
     */
    record Login(String link, String domain, String secret, long mostPending, DomainMetrics metrics) {
        @Override
        public String toString() {
            return "Login[" + link + "]";
        }
    }

    private enum Phase {
        CONNECTING,
        OPENING,
        ESTABLISHED,
        /** Our end of the stream is written, the server's has not come. */
        FINISHING,
        ENDED
    }

    // ---- Netty's side: all of it in the event loop

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    @Override
    public void channelActive(ChannelHandlerContext active) {
        if (active.pipeline().get(SslHandler.class) == null) {
            openStream(active);
        } else {
            active.read();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext triggered, Object event) throws Exception {
        if (event instanceof SslHandshakeCompletionEvent tls) {
            if (tls.isSuccess()) {
                openStream(triggered);
            } else {
                close(new StreamEnd(null, "TLS: " + tls.cause()));
            }
        }
        super.userEventTriggered(triggered, event);
    }

    private void openStream(ChannelHandlerContext active) {
        phase = Phase.OPENING;
        events.connected();
        writeNow(active, handshake.open().xml());
        var unused = active.executor().schedule(this::handshakeTimeout, HANDSHAKE_SECONDS, TimeUnit.SECONDS);
        active.read();
    }

    private void handshakeTimeout() {
        if (phase == Phase.OPENING) {
            close(new StreamEnd(
                    StreamCondition.CONNECTION_TIMEOUT, "no handshake within " + HANDSHAKE_SECONDS + " seconds"));
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext from, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        try {
            for (StreamEvent event : parser.feed(bytes.nioBuffer())) {
                if (phase != Phase.ENDED) {
                    on(event);
                }
            }
        } finally {
            ReferenceCountUtil.release(bytes);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext from) {
        boolean more = batch.isEmpty();
        if (!more) {
            giveBatch();
            wanted = Math.max(0, wanted - 1);
        }
        if (phase != Phase.ENDED && (more || wanted > 0)) {
            from.read();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext changed) throws Exception {
        if (writer != null) {
            writer.drain();
        }
        super.channelWritabilityChanged(changed);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext at, Throwable cause) {
        close(new StreamEnd(null, "connection: " + cause));
    }

    @Override
    public void channelInactive(ChannelHandlerContext inactive) {
        giveBatch();
        String reason = phase == Phase.FINISHING ? "the server closed the connection" : "the connection was lost";
        tellEnd(new StreamEnd(null, reason));
        if (writer != null) {
            writer.drain();
        }
    }

    // ---- XMPP's side

    private void on(StreamEvent event) {
        if (phase == Phase.OPENING) {
            onOpening(event);
        } else if (event instanceof StreamEvent.StanzaRead read) {
            onElement(read.element());
        } else if (event instanceof StreamEvent.Closed) {
            onClosed();
        } else if (event instanceof StreamEvent.Failed failed) {
            onFailed(failed);
        } else {
            throw new AssertionError("an event without a rule: " + event.getClass());
        }
    }

    private void onOpening(StreamEvent event) {
        if (event instanceof StreamEvent.Opened opened) {
            streamId = String.valueOf(opened.header().id());
        }
        for (HandshakeOutput output : handshake.on(event)) {
            if (output instanceof HandshakeOutput.Send send) {
                writeNow(here(), send.xml());
            } else if (output instanceof HandshakeOutput.Established) {
                phase = Phase.ESTABLISHED;
                writer = new StreamWriter(
                        login.link() + "#" + streamId, here().channel(), login.mostPending(), login.metrics());
                events.established(this);
            } else if (output instanceof HandshakeOutput.Refused refused) {
                close(new StreamEnd(refused.condition(), refused.condition().wire() + ": " + refused.text()));
            }
        }
    }

    private void onElement(Element element) {
        StreamError error = StreamError.of(element);
        if (error == null) {
            batch.add(element);
        } else {
            giveBatch();
            close(new StreamEnd(error.condition(), error.condition().wire() + ": " + error.text()));
        }
    }

    /** The server ended the stream: we answer in kind, behind what waits to be written (RFC 6120 section 4.4). */
    private void onClosed() {
        giveBatch();
        if (phase == Phase.ESTABLISHED && writer != null) {
            writer.writeEnd();
            writer.drain();
        }
        close(new StreamEnd(null, phase == Phase.FINISHING ? "ended in order" : "the server ended the stream"));
    }

    private void onFailed(StreamEvent.Failed failed) {
        giveBatch();
        writeNow(here(), new StreamError(failed.condition(), failed.reason()).toClosingXml());
        close(new StreamEnd(failed.condition(), "what the server sent: " + failed.reason()));
    }

    private void giveBatch() {
        if (!batch.isEmpty() && (phase == Phase.ESTABLISHED || phase == Phase.FINISHING)) {
            List<Element> elements = List.copyOf(batch);
            batch.clear();
            events.arrived(elements);
        }
    }

    private void writeNow(ChannelHandlerContext to, String text) {
        var unused = to.writeAndFlush(
                ByteBufUtil.encodeString(to.alloc(), java.nio.CharBuffer.wrap(text), StandardCharsets.UTF_8));
    }

    private void close(StreamEnd why) {
        tellEnd(why);
        var unused = here().channel().close();
    }

    private void tellEnd(StreamEnd why) {
        if (phase != Phase.ENDED) {
            phase = Phase.ENDED;
            events.ended(why);
        }
    }

    private ChannelHandlerContext here() {
        ChannelHandlerContext known = context;
        if (known == null) {
            throw new IllegalStateException("used before it was added to a channel");
        }
        return known;
    }

    // ---- the edge's side: from any thread

    @Override
    public Exit exit() {
        StreamWriter established = writer;
        if (established == null) {
            throw new IllegalStateException("used before the stream was established");
        }
        return established;
    }

    @Override
    public void read() {
        here().executor().execute(() -> {
            wanted++;
            here().read();
        });
    }

    @Override
    public void writeSpace() {
        if (writer != null) {
            writer.writeText(" ");
        }
    }

    @Override
    public void finish() {
        here().executor().execute(() -> {
            if (phase == Phase.ESTABLISHED && writer != null) {
                phase = Phase.FINISHING;
                writer.writeEnd();
            }
        });
    }
}
