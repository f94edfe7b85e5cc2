package im.gateway.loadtest.legacy;

import im.gateway.loadtest.link.Relay;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
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
    private final Wiring wiring;
    private Channel listener;

    /** How the two halves of a connection hand on what they read. */
    @FunctionalInterface
    public interface Wiring {
        /**
         * Puts handlers into one half.
         *
         * @param toClient whether it is the half to the server, whose words go to the client
         */
        void wire(Channel half, Channel other, boolean toClient);
    }

    /** Forwards to this port on loopback. */
    public SwitchableProxy(int target) {
        this(target, (half, other, toClient) -> half.pipeline().addLast(new Relay(other)));
    }

    /** Forwards to this port on loopback, in a way of its own. */
    public SwitchableProxy(int target, Wiring wiring) {
        this.target = target;
        this.wiring = wiring;
        this.listener = listen(0);
    }

    /** The one in which all its connections are. */
    public EventLoop loop() {
        return (EventLoop) loop.iterator().next();
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
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel half) {
                        wiring.wire(half, client, true);
                    }
                })
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
        wiring.wire(client, server, false);
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
