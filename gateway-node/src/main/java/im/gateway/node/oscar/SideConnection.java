package im.gateway.node.oscar;

import im.gateway.protocol.oscar.FlapDecoder;
import im.gateway.protocol.oscar.FlapFrame;
import im.gateway.protocol.oscar.OscarException;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;

/** The socket of a session's second connection, to a server that does one thing only. Its end is not the session's. Confined to the event loop. */
final class SideConnection {
    /** Who hears of it. */
    interface Owner {
        void sideFrame(FlapFrame frame) throws OscarException;

        void sideLost();

        /** All that was read has been handed on. */
        void sideRead();
    }

    private final OscarConnection.Shared shared;
    private final EventLoop loop;
    private final Owner owner;
    private @Nullable Channel channel;

    SideConnection(OscarConnection.Shared shared, EventLoop loop, Owner owner) {
        this.shared = shared;
        this.loop = loop;
        this.owner = owner;
    }

    void apply(Step.Side side) {
        if (side.close()) {
            close();
        }
        Address address = side.connectTo();
        if (address != null) {
            connect(address);
        }
        Channel to = channel;
        if (to != null && to.isActive() && !side.frames().isEmpty()) {
            Flaps.write(to, side.frames());
        }
    }

    private void connect(Address address) {
        close();
        ChannelFuture connecting = shared.connector().connect(loop, address.host(), address.port(), new Handler());
        channel = connecting.channel();
        var unused = connecting.addListener(connected -> {
            if (!connected.isSuccess() && connecting.channel() == channel) {
                channel = null;
                owner.sideLost();
            }
        });
    }

    void close() {
        Channel open = channel;
        channel = null;
        if (open != null) {
            var unused = open.close();
        }
    }

    private boolean isCurrent(ChannelHandlerContext context) {
        return context.channel() == channel;
    }

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
                    Flaps.read(bytes, decoder, owner::sideFrame);
                }
            } finally {
                bytes.release();
            }
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            if (isCurrent(context)) {
                owner.sideRead();
                context.read();
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            if (isCurrent(context)) {
                channel = null;
                owner.sideLost();
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            var unused = context.close();
        }
    }
}
