package im.gateway.node.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
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
                assertThat(channel).isInstanceOf(Transport.of(loops).tcp());
                assertThat(accepted.isConnected()).isTrue();
            }
        } finally {
            end(loops);
        }
    }

    private static void end(EventLoopGroup loops) {
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
