package im.gateway.node.socket;

import com.typesafe.config.ConfigException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.dns.DnsAddressResolverGroup;
import io.netty.resolver.dns.DnsServerAddressStreamProviders;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Makes the connections of one legacy service, whose sessions share it. Thread-safe. */
public final class Connector {
    private final @Nullable SslContext tls;
    private final @Nullable String tlsName;
    private final int timeoutMillis;
    private final Transport transport;
    /** Works on the sessions' event loops; the JDK's would block them while it asks. */
    private final AddressResolverGroup<InetSocketAddress> resolver;

    /**
     * For one service.
     *
     * @param tls null for plain connections
     * @param timeout for the connection, and again for the beginning of TLS
     * @param loops of which the sessions have one each
     * @throws ConfigException when the file of trusted certificates cannot be used
     */
    public Connector(@Nullable TlsSettings tls, Duration timeout, EventLoopGroup loops) {
        this.tls = tls == null ? null : tls.context();
        this.tlsName = tls == null ? null : tls.name();
        this.timeoutMillis = (int) timeout.toMillis();
        this.transport = Transport.of(loops);
        this.resolver = new DnsAddressResolverGroup(transport.udp(), DnsServerAddressStreamProviders.platformDefault());
    }

    /** Whether a connection is of use only when TLS has begun, which {@code SslHandshakeCompletionEvent} says. */
    public boolean isEncrypted() {
        return tls != null;
    }

    /** Begins to connect; the handler comes behind TLS, where there is TLS, and has to ask for every read. */
    public ChannelFuture connect(EventLoop loop, String host, int port, ChannelHandler handler) {
        return transport
                .client(loop)
                .resolver(resolver)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, timeoutMillis)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel socket) {
                        if (tls != null) {
                            String name = tlsName == null ? host : tlsName;
                            SslHandler encryption = tls.newHandler(socket.alloc(), name, port);
                            encryption.setHandshakeTimeoutMillis(timeoutMillis);
                            socket.pipeline().addLast(encryption);
                        }
                        socket.pipeline().addLast(handler);
                    }
                })
                .connect(InetSocketAddress.createUnresolved(host, port));
    }
}
