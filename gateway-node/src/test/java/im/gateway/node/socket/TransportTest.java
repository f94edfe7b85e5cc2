package im.gateway.node.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TransportTest {
    static Stream<Supplier<EventLoopGroup>> allLoops() {
        return Stream.of(() -> Transport.eventLoops(1, "best"), () -> new NioEventLoopGroup(1));
    }

    /** The library for it is shipped for both architectures that servers have. */
    @Test
    @EnabledOnOs(
            value = OS.LINUX,
            architectures = {"amd64", "aarch64"})
    void onLinuxItIsEpoll() {
        EventLoopGroup loops = Transport.eventLoops(1, "best");
        assertThat(Transport.of(loops)).isEqualTo(Transport.EPOLL);
        end(loops);
    }

    @ParameterizedTest
    @MethodSource("allLoops")
    void socketsAreOfTheKindOfTheirEventLoops(Supplier<EventLoopGroup> made) throws IOException {
        EventLoopGroup loops = made.get();
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Connector connector = new Connector(null, Duration.ofSeconds(20), loops);
            Channel channel = connector
                    .connect(loops.next(), "127.0.0.1", server.getLocalPort(), new ChannelInboundHandlerAdapter())
                    .syncUninterruptibly()
                    .channel();
            try (Socket accepted = server.accept()) {
                assertThat(channel)
                        .isInstanceOf(
                                Transport.of(loops) == Transport.EPOLL
                                        ? EpollSocketChannel.class
                                        : NioSocketChannel.class);
                assertThat(accepted.isConnected()).isTrue();
            }
        } finally {
            end(loops);
        }
    }

    /** A read that finds nothing is a call of the kernel for each message. */
    @ParameterizedTest
    @MethodSource("allLoops")
    void whatHasComeIsReadByOneRead(Supplier<EventLoopGroup> made) throws Exception {
        EventLoopGroup loops = made.get();
        Reads reads = new Reads();
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            EventLoop loop = loops.next();
            Channel channel = new Connector(null, Duration.ofSeconds(20), loops)
                    .connect(loop, "127.0.0.1", server.getLocalPort(), reads)
                    .syncUninterruptibly()
                    .channel();
            try (Socket accepted = server.accept()) {
                for (int piece = 0; piece < 3; piece++) {
                    accepted.getOutputStream().write('x');
                    assertThat(reads.came.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
                }
                // The read is over when the first task runs, and what it has left to do when the second does.
                loop.submit(() -> {}).syncUninterruptibly();
                loop.submit(() -> {}).syncUninterruptibly();
                assertThat(reads.ended.get()).isEqualTo(3);
                assertThat(channel.isActive()).isTrue();
            }
        } finally {
            end(loops);
        }
    }

    /** Asks for the next read when one has ended, as sessions do. */
    private static final class Reads extends ChannelInboundHandlerAdapter {
        private final Semaphore came = new Semaphore(0);
        private final AtomicInteger ended = new AtomicInteger();

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            ctx.read();
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ReferenceCountUtil.release(message);
            came.release();
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext ctx) {
            ended.incrementAndGet();
            ctx.read();
        }
    }

    private static void end(EventLoopGroup loops) {
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
