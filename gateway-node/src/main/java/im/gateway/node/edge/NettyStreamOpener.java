package im.gateway.node.edge;

import im.gateway.node.config.LimitSettings;
import im.gateway.node.config.XmppSettings;
import im.gateway.node.socket.Transport;
import im.gateway.protocol.xml.StreamLimits;
import im.gateway.protocol.xml.StreamParser;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import java.io.File;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;

/** Component streams over TCP, plain or with TLS from the first byte. */
final class NettyStreamOpener implements StreamOpener {
    private static final int CONNECT_MILLIS = 10_000;
    /** One read at a time, of at most this: what a batch can be, beside the rest of an incomplete stanza. */
    private static final int READ_BYTES = 64 * 1024;
    /** Netty's own buffer: enough to keep a socket busy; what is over it waits in the {@link StreamWriter}. */
    private static final WriteBufferWaterMark WRITE_BYTES = new WriteBufferWaterMark(256 * 1024, 1024 * 1024);
    /** Seconds without a byte until the kernel probes the peer, between probes, and probes: a dead host is noticed after a minute. */
    private static final int PROBE_AFTER = 30;

    private static final int PROBE_EVERY = 10;
    private static final int PROBES = 3;

    private final EventLoopGroup eventLoops;
    private final XmppSettings.Server server;
    private final LimitSettings limits;
    private final StreamHandler.Login login;
    private final @Nullable SslContext tls;

    /**
     * An opener for one domain on one server.
     *
     * @throws IllegalArgumentException when the certificates to trust cannot be read
     */
    NettyStreamOpener(
            EventLoopGroup eventLoops, XmppSettings.Server server, LimitSettings limits, StreamHandler.Login login) {
        this.eventLoops = eventLoops;
        this.server = server;
        this.limits = limits;
        this.login = login;
        this.tls = server.tls() == null ? null : context(server.tls());
    }

    private static SslContext context(XmppSettings.Tls tls) {
        SslContextBuilder builder = SslContextBuilder.forClient();
        String trust = tls.trust();
        try {
            return (trust == null ? builder : builder.trustManager(new File(trust))).build();
        } catch (SSLException | IllegalArgumentException unusable) {
            throw new IllegalArgumentException(
                    "tls.trust: " + trust + " (expected: a file of PEM certificates): " + unusable.getMessage(),
                    unusable);
        }
    }

    @Override
    public Opening open(StreamEvents events) {
        ChannelFuture connecting = probed(Transport.of(eventLoops).client(eventLoops))
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WRITE_BYTES)
                .option(
                        ChannelOption.RCVBUF_ALLOCATOR,
                        new AdaptiveRecvByteBufAllocator(1024, 4096, READ_BYTES).maxMessagesPerRead(1))
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        build(channel, events);
                    }
                })
                .connect(server.host(), server.port());
        connecting.addListener(done -> {
            if (!done.isSuccess()) {
                events.ended(new StreamEnd(null, "connect: " + done.cause()));
            }
        });
        return () -> {
            connecting.cancel(false);
            var unused = connecting.channel().close();
        };
    }

    private Bootstrap probed(Bootstrap bootstrap) {
        bootstrap.option(ChannelOption.SO_KEEPALIVE, true);
        return Transport.of(eventLoops) == Transport.EPOLL
                ? bootstrap
                        .option(EpollChannelOption.TCP_KEEPIDLE, PROBE_AFTER)
                        .option(EpollChannelOption.TCP_KEEPINTVL, PROBE_EVERY)
                        .option(EpollChannelOption.TCP_KEEPCNT, PROBES)
                : probedByJdk(bootstrap);
    }

    @SuppressForbidden(reason = "TCP's probes can be set by this part of the JDK only; the module jdk.net is supported")
    private static Bootstrap probedByJdk(Bootstrap bootstrap) {
        return bootstrap
                .option(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPIDLE), PROBE_AFTER)
                .option(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPINTERVAL), PROBE_EVERY)
                .option(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPCOUNT), PROBES);
    }

    private void build(Channel channel, StreamEvents events) {
        XmppSettings.Tls settings = server.tls();
        if (tls != null && settings != null) {
            SslHandler handler = tls.newHandler(channel.alloc(), settings.name(), server.port());
            SSLEngine engine = handler.engine();
            SSLParameters parameters = engine.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            engine.setSSLParameters(parameters);
            channel.pipeline().addLast(handler);
        }
        StreamLimits bounds = StreamLimits.of(limits.readBytes(), limits.depth(), limits.attributes());
        channel.pipeline().addLast(new StreamHandler(login, new StreamParser(bounds), events));
    }
}
