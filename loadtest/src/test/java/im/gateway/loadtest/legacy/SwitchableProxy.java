package im.gateway.loadtest.legacy;

import im.gateway.loadtest.link.Relay;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** A TCP proxy in front of a real server, so that a test can cut connections without harming the server. */
public final class SwitchableProxy implements AutoCloseable {
    private static final String HOST = "127.0.0.1";

    private final EventLoopGroup loop = new NioEventLoopGroup(1);
    private final ChannelGroup connections = new DefaultChannelGroup(loop.next());
    private final int target;
    private Channel listener;

    /** Forwards to this port on loopback. */
    public SwitchableProxy(int target) {
        this.target = target;
        this.listener = listen(0);
    }

    public int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    /** Closes all connections. */
    public void drop() {
        connections.close().awaitUninterruptibly();
    }

    /** Refuses connections, or takes them again on the same port. */
    public void setReachable(boolean reachable) {
        if (reachable) {
            listener = listen(port());
        } else {
            listener.close().awaitUninterruptibly();
            drop();
        }
    }

    private Channel listen(int port) {
        return new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel client) {
                        connect(client);
                    }
                })
                .bind(HOST, port)
                .syncUninterruptibly()
                .channel();
    }

    private void connect(Channel client) {
        connections.add(client);
        Channel server = new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new Relay(client))
                .connect(HOST, target)
                .addListener(connected -> {
                    if (connected.isSuccess()) {
                        client.config().setAutoRead(true);
                    } else {
                        close(client);
                    }
                })
                .channel();
        connections.add(server);
        client.pipeline().addLast(new Relay(server));
    }

    private static void close(Channel channel) {
        var unused = channel.close();
    }

    @Override
    public void close() {
        listener.close().awaitUninterruptibly();
        drop();
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
