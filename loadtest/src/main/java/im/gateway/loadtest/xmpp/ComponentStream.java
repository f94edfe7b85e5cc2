package im.gateway.loadtest.xmpp;

import im.gateway.protocol.component.HandshakeOutput;
import im.gateway.protocol.xml.Element;
import im.gateway.protocol.xml.StreamCondition;
import im.gateway.protocol.xml.StreamError;
import im.gateway.protocol.xml.StreamEvent;
import im.gateway.protocol.xml.StreamHeader;
import im.gateway.protocol.xml.StreamLimits;
import im.gateway.protocol.xml.StreamParser;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One stream between a server and a component (XEP-0114), from either side: the handshake, then stanzas. Confined to its event loop. */
final class ComponentStream extends SimpleChannelInboundHandler<ByteBuf> {
    private static final Logger LOG = LoggerFactory.getLogger(ComponentStream.class);

    private final Function<StreamEvent, List<HandshakeOutput>> handshake;
    private final @Nullable String opening;
    private final Owner owner;
    private final StanzaListener listener;
    private final StreamParser parser = new StreamParser(StreamLimits.DEFAULT);
    private boolean established;
    private boolean over;

    /** Who keeps the streams. Called in a stream's event loop. */
    interface Owner {
        /** The handshake succeeded; returns what the peer is to be told instead of being let in, or null to let it in. */
        @Nullable
        StreamCondition admit(Channel channel);

        /** A stanza came in on the stream. */
        void heard(Channel channel, Element stanza);

        /** The stream carries no stanzas any more; not called for one that was not let in. */
        void ended(Channel channel, String reason);
    }

    /**
     * A stream whose connection is made.
     *
     * @param handshake either side's
     * @param opening what this side writes first; null for the side that waits
     */
    ComponentStream(
            Function<StreamEvent, List<HandshakeOutput>> handshake,
            @Nullable String opening,
            Owner owner,
            StanzaListener listener) {
        this.handshake = handshake;
        this.opening = opening;
        this.owner = owner;
        this.listener = listener;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        if (opening != null) {
            write(context, opening);
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf bytes) {
        if (over) {
            return;
        }
        List<StreamEvent> events = bytes.hasArray()
                ? parser.feed(bytes.array(), bytes.arrayOffset() + bytes.readerIndex(), bytes.readableBytes())
                : parser.feed(bytes.nioBuffer());
        for (StreamEvent event : events) {
            if (over) {
                return;
            }
            if (established) {
                stanza(context, event);
            } else {
                shakeHands(context, event);
            }
        }
    }

    private void stanza(ChannelHandlerContext context, StreamEvent event) {
        if (event instanceof StreamEvent.StanzaRead read) {
            StreamError error = StreamError.of(read.element());
            if (error == null) {
                owner.heard(context.channel(), read.element());
                listener.received(read.element());
            } else {
                end(context, null, "stream error " + error.condition().wire() + " " + error.text());
            }
        } else if (event instanceof StreamEvent.Closed) {
            end(context, StreamHeader.CLOSE, "closed by the other side");
        } else if (event instanceof StreamEvent.Failed failed) {
            end(
                    context,
                    new StreamError(failed.condition(), failed.reason()).toClosingXml(),
                    "broken: " + failed.reason());
        }
    }

    private void shakeHands(ChannelHandlerContext context, StreamEvent event) {
        List<HandshakeOutput> outputs = handshake.apply(event);
        StreamCondition refusal = outputs.stream().anyMatch(HandshakeOutput.Established.class::isInstance)
                ? owner.admit(context.channel())
                : null;
        if (refusal != null) {
            end(context, StreamError.of(refusal).toClosingXml(), "refused: " + refusal.wire());
            return;
        }
        for (HandshakeOutput output : outputs) {
            if (output instanceof HandshakeOutput.Send send) {
                write(context, send.xml());
            } else if (output instanceof HandshakeOutput.Established) {
                established = true;
            } else if (output instanceof HandshakeOutput.Refused refused) {
                end(context, null, refused.condition().wire() + ": " + refused.text());
            }
        }
    }

    private static void write(ChannelHandlerContext context, String xml) {
        var unused = context.writeAndFlush(ByteBufUtil.writeUtf8(context.alloc(), xml), context.voidPromise());
    }

    private void end(ChannelHandlerContext context, @Nullable String lastWords, String reason) {
        tellEnd(context, reason);
        ByteBuf last = context.alloc().buffer();
        last.writeCharSequence(lastWords == null ? "" : lastWords, StandardCharsets.UTF_8);
        var unused = context.writeAndFlush(last).addListener(ChannelFutureListener.CLOSE);
    }

    private void tellEnd(ChannelHandlerContext context, String reason) {
        if (!over) {
            over = true;
            if (established) {
                owner.ended(context.channel(), reason);
            } else {
                LOG.warn("component stream not opened: {}", reason);
            }
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        tellEnd(context, "connection ended");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof IOException)) {
            LOG.error("a component stream ends because of a fault of this program", cause);
        }
        tellEnd(context, cause.toString());
        var unused = context.close();
    }
}
