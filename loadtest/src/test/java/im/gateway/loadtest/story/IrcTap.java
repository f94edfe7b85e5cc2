package im.gateway.loadtest.story;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.LineBasedFrameDecoder;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Stands between the gateway and an IRC server: hands on each line as it is, counts them, and can ask the server for a sign of life on the gateway's connection,
 * behind all that the gateway has sent. The answer is not handed on.
 */
final class IrcTap implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final int MAX_LINE = 16 * 1024;
    private static final String MARK = "story-tap";
    private static final long PATIENCE_SECONDS = 20;

    private final EventLoopGroup loop = new NioEventLoopGroup(1);
    private final ChannelGroup clients = new DefaultChannelGroup(loop.next());
    private final ChannelGroup servers = new DefaultChannelGroup(loop.next());
    private final AtomicLong lines = new AtomicLong();
    private final int target;
    private final Consumer<String> sent;
    /** The servers that owe an answer, and who waits for it; both belong to the loop. */
    private final Set<Channel> owing = new HashSet<>();

    private CountDownLatch answers = new CountDownLatch(0);
    private Channel listener;

    /**
     * A tap before a server on loopback.
     *
     * @param sent is told each line of the gateway's, and "" for a new connection
     */
    IrcTap(int target, Consumer<String> sent) {
        this.target = target;
        this.sent = sent;
        this.listener = listen(0);
    }

    int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    /** How many connections the gateway has. */
    int connections() {
        return clients.size();
    }

    /** How many lines have been handed on, both ways. */
    long lines() {
        return lines.get();
    }

    /**
     * Returns when the server has done all that the gateway asked before, and the answers have been handed on. A connection that ends
     * meanwhile is waited for no longer.
     */
    void awaitServer() throws InterruptedException {
        CountDownLatch asked = loop.submit(this::ask).sync().getNow();
        if (!asked.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the IRC server does not answer " + MARK);
        }
    }

    private CountDownLatch ask() {
        owing.clear();
        owing.addAll(servers);
        answers = new CountDownLatch(owing.size());
        var unused = servers.writeAndFlush(Unpooled.copiedBuffer("PING " + MARK + "\r\n", StandardCharsets.UTF_8));
        return answers;
    }

    /** The server has answered on this connection, or never will. */
    private void settled(Channel server) {
        if (owing.remove(server)) {
            answers.countDown();
        }
    }

    /** Ends the gateway's connections without a word. */
    void cut() {
        clients.close().awaitUninterruptibly();
        servers.close().awaitUninterruptibly();
    }

    /** Refuses connections, or takes them again on the same port. */
    void setReachable(boolean reachable) {
        if (reachable) {
            listener = listen(port());
        } else {
            listener.close().awaitUninterruptibly();
            cut();
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
        clients.add(client);
        sent.accept("");
        Channel server = new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new Lines(), new FromServer(client));
                    }
                })
                .connect(HOST, target)
                .addListener(connected -> {
                    if (connected.isSuccess()) {
                        servers.add(((ChannelFuture) connected).channel());
                        client.config().setAutoRead(true);
                    } else {
                        var unused = client.close();
                    }
                })
                .channel();
        client.pipeline().addLast(new Lines(), new FromGateway(server));
    }

    /** Whole lines, with their ends. */
    private static final class Lines extends LineBasedFrameDecoder {
        Lines() {
            super(MAX_LINE, false, true);
        }
    }

    /** What comes from one side goes to the other. */
    private abstract class Relay extends ChannelInboundHandlerAdapter {
        private final Channel other;

        Relay(Channel other) {
            this.other = other;
        }

        /** Whether the line is handed on. */
        abstract boolean passes(Channel channel, String line);

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ByteBuf line = (ByteBuf) message;
            if (passes(context.channel(), line.toString(StandardCharsets.UTF_8).strip())) {
                lines.incrementAndGet();
                var unused = other.writeAndFlush(line);
            } else {
                line.release();
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            var unused = other.close();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            var unused = context.close();
        }
    }

    private final class FromGateway extends Relay {
        FromGateway(Channel server) {
            super(server);
        }

        @Override
        boolean passes(Channel channel, String line) {
            sent.accept(line);
            return true;
        }
    }

    private final class FromServer extends Relay {
        FromServer(Channel client) {
            super(client);
        }

        @Override
        boolean passes(Channel channel, String line) {
            boolean mine = line.contains(" PONG ") && line.endsWith(MARK);
            if (mine) {
                settled(channel);
            }
            return !mine;
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            settled(context.channel());
            super.channelInactive(context);
        }
    }

    @Override
    public void close() {
        listener.close().awaitUninterruptibly();
        cut();
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
