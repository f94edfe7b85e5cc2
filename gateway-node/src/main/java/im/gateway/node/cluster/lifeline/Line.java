package im.gateway.node.cluster.lifeline;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.ReferenceCountUtil;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A TCP connection to another node's port, on which nothing is ever said: its end says that the other process has ended. Thread-safe;
 * what happens is told on the event loop.
 */
final class Line {
    /** A kernel that is there answers within milliseconds, whatever its processes do. */
    private static final int CONNECT_MILLIS = 1000;

    private final Bootstrap bootstrap;
    private final Consumer<Event> events;
    private @Nullable Channel channel;
    private boolean closed;

    /** What happened to the line. */
    enum Event {
        /** The other side took the connection. */
        CONNECTED,
        /** The connection has ended; not told when it was closed here. */
        CUT,
        /** The other side's kernel answered that nobody listens. */
        REFUSED,
        /** Nobody answered, or the answer says nothing about the process. */
        SILENT
    }

    Line(EventLoopGroup loops, InetSocketAddress address, Consumer<Event> events) {
        this.events = events;
        this.bootstrap = new Bootstrap()
                .group(loops)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .remoteAddress(address)
                .handler(new Deaf());
    }

    /** Whatever a port says to who says nothing means nothing here. A reset closes the channel, which is told. */
    @ChannelHandler.Sharable
    private static final class Deaf extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ReferenceCountUtil.release(message);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            var unused = context.close();
        }
    }

    /** Connects; to be called again only after an event other than {@link Event#CONNECTED}. */
    synchronized void connect() {
        if (closed) {
            return;
        }
        ChannelFuture connecting = bootstrap.connect();
        channel = connecting.channel();
        connecting.addListener(done -> {
            if (done.isSuccess()) {
                tell(Event.CONNECTED);
                connecting.channel().closeFuture().addListener(end -> tell(Event.CUT));
            } else {
                tell(isRefusal(done.cause()) ? Event.REFUSED : Event.SILENT);
            }
        });
    }

    private static boolean isRefusal(@Nullable Throwable cause) {
        return cause instanceof ConnectException && !(cause instanceof ConnectTimeoutException);
    }

    private void tell(Event event) {
        synchronized (this) {
            if (closed) {
                return;
            }
        }
        events.accept(event);
    }

    /** Ends it; nothing is told after this. */
    synchronized void close() {
        closed = true;
        if (channel != null) {
            var unused = channel.close();
        }
    }
}
