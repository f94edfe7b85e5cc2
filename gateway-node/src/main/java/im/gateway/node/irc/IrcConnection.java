package im.gateway.node.irc;

import im.gateway.node.legacy.LegacyCommand;
import im.gateway.node.legacy.LegacyEvent.Failure;
import im.gateway.node.legacy.LegacyEvents;
import im.gateway.node.legacy.LegacyNetwork.Credentials;
import im.gateway.node.legacy.SessionName;
import im.gateway.node.socket.SessionLoop;
import im.gateway.protocol.irc.IrcDecoder;
import im.gateway.protocol.irc.IrcDecoder.Decoded;
import im.gateway.protocol.irc.IrcEncoder;
import im.gateway.protocol.irc.IrcLine;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The socket around an {@link IrcSessionCore}: bytes to lines, steps to writes, events and one timer. All of it runs in the one event loop
 * of the connection, which many sessions share. Reads the next bytes only when all that the last ones said has been handed on.
 */
final class IrcConnection extends ChannelInboundHandlerAdapter implements SessionLoop.Body {
    private static final Logger LOG = LoggerFactory.getLogger(IrcConnection.class);

    /** Servers of today send lines over RFC 2812's 512 bytes now and then; what they may send is still bounded. */
    private static final int MAX_LINE_BYTES = 4096;

    /** For the server to close the connection after QUIT, which it does when it has read all that came before. */
    private static final Duration QUIT = Duration.ofSeconds(2);

    private final IrcTransport shared;
    private final EventLoop loop;
    private final SessionLoop session;
    private final IrcSessionCore core;
    private final IrcDecoder decoder = new IrcDecoder(IrcDecoder.MAX_TAG_BYTES, MAX_LINE_BYTES);
    private @Nullable Channel channel;
    private boolean closing;

    IrcConnection(IrcTransport shared, EventLoop loop, SessionName name, Credentials credentials, LegacyEvents events) {
        this.shared = shared;
        this.loop = loop;
        this.core = new IrcSessionCore(shared.settings(), credentials, now());
        this.session = new SessionLoop(name, loop, events, QUIT, this);
    }

    /** What is asked of it goes this way. */
    SessionLoop session() {
        return session;
    }

    @Override
    public void connect() {
        IrcSettings settings = shared.settings();
        channel = shared.connector()
                .connect(loop, settings.host(), settings.port(), this)
                .addListener(connected -> {
                    if (!connected.isSuccess()) {
                        session.lost("cannot connect to " + settings.host() + ":" + settings.port() + ": "
                                + connected.cause());
                    }
                })
                .channel();
    }

    @Override
    public void command(LegacyCommand command) {
        core.command(command, now());
    }

    @Override
    public void quit() {
        core.quit(now());
    }

    @Override
    public boolean leave() {
        return core.leave(now());
    }

    @Override
    public void lost(Failure failure, String reason) {
        core.lost(now(), failure, reason);
    }

    @Override
    public void tick() {
        core.tick(now());
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        channel = ctx.channel();
        if (shared.connector().isEncrypted()) {
            ctx.read();
        } else {
            connected(ctx);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake) {
            if (handshake.isSuccess()) {
                connected(ctx);
            } else {
                session.lost("TLS with " + shared.settings().host() + ": " + handshake.cause());
            }
        }
        ctx.fireUserEventTriggered(event);
    }

    private void connected(ChannelHandlerContext ctx) {
        if (!core.isOver()) {
            core.connected(now());
            apply();
        }
        ctx.read();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        try {
            decoder.feed(bytes.nioBuffer(), this::onDecoded);
        } finally {
            bytes.release();
        }
    }

    private void onDecoded(Decoded decoded) {
        if (decoded instanceof Decoded.Line line) {
            core.line(line.line(), now());
        } else if (decoded instanceof Decoded.TooLong tooLong) {
            LOG.warn(
                    "session={} event=line-dropped bytes={} (expected: <= {}) service={}",
                    session.name(),
                    tooLong.bytes(),
                    MAX_LINE_BYTES,
                    shared.service());
        } else if (decoded instanceof Decoded.Malformed malformed) {
            LOG.debug(
                    "session={} event=line-malformed chars={} service={}",
                    session.name(),
                    malformed.text().length(),
                    shared.service());
        } else {
            throw new AssertionError(decoded);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        apply();
        readIfWritable(ctx);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        readIfWritable(ctx);
    }

    /** A server that asks and does not read the answers is not listened to. */
    private static void readIfWritable(ChannelHandlerContext ctx) {
        if (ctx.channel().isWritable()) {
            ctx.read();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        session.lost("the server closed the connection");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        session.lost("the connection failed: " + cause);
        close(ctx.channel());
    }

    @Override
    public void apply() {
        Step step = core.drain(now());
        boolean isLeft = session.isLeft();
        write(isLeft ? List.of() : step.lines());
        session.tell(step.events());
        if (step.close()) {
            finish(!isLeft && !step.lines().isEmpty());
            session.over();
        } else {
            session.wakeBy(step.wakeAt());
        }
    }

    private void write(List<IrcLine> lines) {
        Channel to = channel;
        if (lines.isEmpty() || to == null || !to.isActive()) {
            return;
        }
        ByteBuf bytes = to.alloc().buffer(128 * lines.size());
        for (IrcLine line : lines) {
            bytes.writeBytes(IrcEncoder.encode(line));
        }
        // A write that fails comes back as an exception of the pipeline.
        var unused = to.writeAndFlush(bytes, to.voidPromise());
    }

    /** Closes the connection: at once, or after last words when the server has heard them. */
    private void finish(boolean lastWords) {
        Channel open = channel;
        if (open == null || closing) {
            return;
        }
        closing = true;
        if (lastWords && open.isActive()) {
            var unused = loop.schedule(() -> close(open), QUIT.toMillis(), TimeUnit.MILLISECONDS);
        } else {
            close(open);
        }
    }

    private static void close(Channel open) {
        var unused = open.close();
    }

    private Now now() {
        return new Now(System.nanoTime(), shared.clock().millis());
    }
}
