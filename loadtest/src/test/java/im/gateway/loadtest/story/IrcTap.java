package im.gateway.loadtest.story;

import im.gateway.loadtest.legacy.SwitchableProxy;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.LineBasedFrameDecoder;
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
    private static final int MAX_LINE = 16 * 1024;
    private static final String MARK = "story-tap";
    private static final long PATIENCE_SECONDS = 20;

    private final SwitchableProxy proxy;
    private final ChannelGroup clients;
    private final ChannelGroup servers;
    private final AtomicLong lines = new AtomicLong();
    private final Consumer<String> sent;
    /** The servers that owe an answer, and who waits for it; both belong to the loop. */
    private final Set<Channel> owing = new HashSet<>();

    private CountDownLatch answers = new CountDownLatch(0);

    /**
     * A tap before a server on loopback.
     *
     * @param sent is told each line of the gateway's, and "" for a new connection
     */
    IrcTap(int target, Consumer<String> sent) {
        this.sent = sent;
        this.proxy = new SwitchableProxy(target, this::wire);
        this.clients = new DefaultChannelGroup(proxy.loop());
        this.servers = new DefaultChannelGroup(proxy.loop());
    }

    private void wire(Channel half, Channel other, boolean toClient) {
        if (toClient) {
            half.pipeline().addLast(new Lines(), new FromServer(other));
        } else {
            clients.add(half);
            sent.accept("");
            half.pipeline().addLast(new Lines(), new FromGateway(other));
        }
    }

    int port() {
        return proxy.port();
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
        CountDownLatch asked = proxy.loop().submit(this::ask).sync().getNow();
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
        proxy.drop();
    }

    /** Refuses connections, or takes them again on the same port. */
    void setReachable(boolean reachable) {
        proxy.setReachable(reachable);
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
        public void channelActive(ChannelHandlerContext context) {
            servers.add(context.channel());
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
        proxy.close();
    }
}
