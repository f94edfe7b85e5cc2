package im.gateway.node.oscar;

import im.gateway.node.legacy.LegacyCommand;
import im.gateway.node.legacy.LegacyEvent.Failure;
import im.gateway.node.legacy.LegacyEvents;
import im.gateway.node.legacy.LegacyNetwork.Credentials;
import im.gateway.node.legacy.SessionName;
import im.gateway.node.socket.Connector;
import im.gateway.node.socket.SessionLoop;
import im.gateway.protocol.oscar.Bytes;
import im.gateway.protocol.oscar.FlapDecoder;
import im.gateway.protocol.oscar.FlapFrame;
import im.gateway.protocol.oscar.OscarException;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sockets around an {@link OscarSessionCore}, one after the other: bytes to frames, steps to writes, events, connections and one timer. All of it runs in one event
 * loop, which many sessions share. Reads the next bytes only when all that the last ones said has been handed on.
 */
final class OscarConnection implements SessionLoop.Body, SideConnection.Owner {
    private static final Logger LOG = LoggerFactory.getLogger(OscarConnection.class);
    /** For the server to end the session that has been left, which it does when it has read all that came before. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Shared shared;
    private final EventLoop loop;
    private final SessionLoop session;
    private final OscarSessionCore core;
    private final SideConnection side;
    private @Nullable Channel channel;

    /**
     * What the sessions of one service have in common.
     *
     * @param service the service's name, for the log
     */
    record Shared(String service, OscarSettings settings, RateTables tables, IconCache icons, Connector connector) {}

    OscarConnection(Shared shared, EventLoop loop, SessionName name, Credentials credentials, LegacyEvents events) {
        this.shared = shared;
        this.loop = loop;
        this.core = new OscarSessionCore(shared.settings(), shared.tables(), shared.icons(), credentials, now());
        this.side = new SideConnection(shared, loop, this);
        this.session = new SessionLoop(name, loop, events, PATIENCE, this);
    }

    /** What is asked of it goes this way. */
    SessionLoop session() {
        return session;
    }

    @Override
    public void connect() {
        connect(shared.settings().authorizer());
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

    private void connect(Address address) {
        if (core.isOver()) {
            return;
        }
        Channel before = channel;
        channel = shared.connector()
                .connect(loop, address.host(), address.port(), new Handler())
                .addListener(connected -> {
                    if (!connected.isSuccess()) {
                        session.lost("cannot connect to " + address + ": " + connected.cause());
                    }
                })
                .channel();
        if (before != null) {
            close(before);
        }
    }

    /** One connection. What a connection says that is not the session's any more is not heard. */
    private final class Handler extends ChannelInboundHandlerAdapter {
        private final FlapDecoder decoder = Flaps.decoder();

        @Override
        public void channelActive(ChannelHandlerContext context) {
            context.read();
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) throws OscarException {
            ByteBuf bytes = (ByteBuf) message;
            try {
                if (isCurrent(context)) {
                    Flaps.read(bytes, decoder, frame -> core.frame(frame, now()));
                }
            } finally {
                bytes.release();
            }
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            if (isCurrent(context)) {
                apply();
                readIfWritable(context);
            }
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext context) {
            readIfWritable(context);
        }

        /** A server that asks and does not read the answers is not listened to. */
        private void readIfWritable(ChannelHandlerContext context) {
            if (context.channel().isWritable()) {
                context.read();
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            if (isCurrent(context)) {
                session.lost(
                        decoder.endedInSignOff() ? "the server ended the session" : "the server closed the connection");
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            if (isCurrent(context)) {
                LOG.debug("session={} event=connection-failed service={}", session.name(), shared.service(), cause);
                session.lost("the connection failed: " + cause);
            }
            OscarConnection.close(context.channel());
        }
    }

    private boolean isCurrent(ChannelHandlerContext context) {
        return context.channel() == channel;
    }

    @Override
    public void sideFrame(FlapFrame frame) throws OscarException {
        core.sideFrame(frame, now());
    }

    @Override
    public void sideLost() {
        core.sideLost(now());
        apply();
    }

    @Override
    public void sideRead() {
        apply();
    }

    @Override
    public void apply() {
        Step step = core.drain(now());
        write(session.isLeft() ? List.of() : step.frames(), step.close());
        session.tell(step.events());
        Address next = step.connectTo();
        if (next != null) {
            connect(next);
        }
        side.apply(step.side());
        if (step.close()) {
            side.close();
            session.over();
        } else {
            session.wakeBy(step.wakeAt());
        }
    }

    private void write(List<Bytes> frames, boolean thenClose) {
        Channel to = channel;
        if (to == null) {
            return;
        }
        if (!frames.isEmpty() && to.isActive()) {
            Flaps.write(to, frames);
        }
        if (thenClose) {
            // After what was written: Netty keeps the order.
            channel = null;
            close(to);
        }
    }

    private static void close(Channel open) {
        var unused = open.close();
    }

    private static Now now() {
        return new Now(System.nanoTime());
    }
}
