package im.gateway.node.irc;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.resolver.AddressResolverGroup;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * How the sessions of one network connect: what they have in common.
 *
 * @param service the service's name, for the log
 * @param tls null for a plain connection
 */
record IrcTransport(
        String service,
        IrcSettings settings,
        @Nullable SslContext tls,
        AddressResolverGroup<InetSocketAddress> resolver,
        InstantSource clock) {
    /** Begins to connect; the handler comes behind TLS, where there is TLS, and has to ask for every read. */
    ChannelFuture connect(EventLoop loop, ChannelHandler handler) {
        return new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .resolver(resolver)
                .option(ChannelOption.AUTO_READ, false)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        settings.timeouts().connect().toMillis())
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel socket) {
                        initialise(socket, handler);
                    }
                })
                .connect(InetSocketAddress.createUnresolved(settings.host(), settings.port()));
    }

    private void initialise(SocketChannel socket, ChannelHandler handler) {
        if (tls != null) {
            String name = settings.tlsName() == null ? settings.host() : settings.tlsName();
            SslHandler encryption = tls.newHandler(socket.alloc(), name, settings.port());
            encryption.setHandshakeTimeoutMillis(settings.timeouts().connect().toMillis());
            socket.pipeline().addLast(encryption);
        }
        socket.pipeline().addLast(handler);
    }
}
