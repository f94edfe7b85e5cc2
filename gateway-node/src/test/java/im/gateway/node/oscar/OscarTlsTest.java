package im.gateway.node.oscar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import im.gateway.node.legacy.LegacyEvent;
import im.gateway.node.legacy.LegacyEvent.Failure;
import im.gateway.node.legacy.LegacyNetwork;
import im.gateway.node.legacy.LegacyNetwork.Credentials;
import im.gateway.node.legacy.LegacyNetworkFactory.Services;
import im.gateway.node.legacy.LegacySession;
import im.gateway.node.legacy.SessionName;
import im.gateway.node.socket.SelfSigned;
import im.gateway.protocol.jid.BareJid;
import im.gateway.protocol.oscar.Bucp;
import im.gateway.protocol.oscar.Bytes;
import im.gateway.protocol.oscar.FlapDecoder;
import im.gateway.protocol.oscar.FlapEncoder;
import im.gateway.protocol.oscar.FlapFrame;
import im.gateway.protocol.oscar.OscarException;
import im.gateway.protocol.oscar.SignOn;
import im.gateway.protocol.oscar.Snac;
import im.gateway.protocol.oscar.SnacBodies;
import im.gateway.protocol.oscar.SnacBody;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.SslContext;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both hops of a login, encrypted: the authorizer, and the server that it names. */
class OscarTlsTest {
    private static final SessionName SESSION = new SessionName("legacy.localhost", BareJid.of("romeo@localhost"), 1, 0);
    private static final String NAME = "oscar.example.org";
    private static final Bytes COOKIE = Bytes.of(new byte[] {1, 2, 3, 4});

    private final EventLoopGroup loops = new NioEventLoopGroup(1);
    private final BlockingQueue<LegacyEvent> events = new LinkedBlockingQueue<>();
    /** The cookies with which clients came to the second server. */
    private final BlockingQueue<Bytes> cookies = new LinkedBlockingQueue<>();

    @AfterEach
    void end() {
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    @Test
    void bothServersAreReachedOverTls(@TempDir Path folder) throws Exception {
        int port = listen(SelfSigned.server(folder, NAME));
        String trusted = "tls = on, trust = \"" + folder.resolve("server.pem") + "\"";
        LegacySession session = open(port, trusted + ", tls-name = " + NAME);
        assertThat(cookies.poll(20, TimeUnit.SECONDS)).isEqualTo(COOKIE);
        session.close();

        for (String wrong : new String[] {trusted, "tls = on, tls-name = " + NAME}) {
            var unused = open(port, wrong);
            LegacyEvent failed = events.poll(20, TimeUnit.SECONDS);
            assertThat(failed)
                    .as("with %s", wrong)
                    .isInstanceOfSatisfying(
                            LegacyEvent.LoginFailed.class,
                            event -> assertThat(event.failure()).isEqualTo(Failure.UNREACHABLE));
        }
        assertThat(cookies).isEmpty();
    }

    @Test
    void aFileThatHoldsNoCertificateStopsTheStart(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("x.pem"), "nonsense");
        assertThatThrownBy(() -> network(1, "tls = on, trust = \"" + file + "\""))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("expected: certificates in PEM");
    }

    private LegacySession open(int port, String settings) {
        return network(port, settings).open(SESSION, new Credentials("romeo", "secret"), events::add);
    }

    private LegacyNetwork network(int port, String settings) {
        return new AimNetworkFactory()
                .create(
                        "tls",
                        ConfigFactory.parseString("host = 127.0.0.1, port = " + port + ", " + settings),
                        new Services(loops, Clock.systemUTC(), 1));
    }

    private int listen(SslContext tls) {
        Channel listener = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel socket) {
                        socket.pipeline().addLast(tls.newHandler(socket.alloc()), new Server());
                    }
                })
                .bind("127.0.0.1", 0)
                .syncUninterruptibly()
                .channel();
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    /** Authorizer and second server in one: lets everybody in, and sends them to itself. */
    private final class Server extends SimpleChannelInboundHandler<ByteBuf> {
        private final FlapDecoder decoder = new FlapDecoder(16 * 1024);
        private final FlapEncoder encoder = new FlapEncoder(1);

        @Override
        public void channelActive(ChannelHandlerContext context) {
            write(context, encoder.encode(SignOn.PLAIN));
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, ByteBuf bytes) throws OscarException {
            byte[] copy = new byte[bytes.readableBytes()];
            bytes.readBytes(copy);
            decoder.feed(copy, 0, copy.length, frame -> on(context, frame));
        }

        private void on(ChannelHandlerContext context, FlapFrame frame) throws OscarException {
            if (frame.channel() == FlapFrame.SIGN_ON) {
                Bytes cookie = SignOn.parse(frame.data()).cookie();
                if (cookie != null) {
                    cookies.add(cookie);
                }
            } else if (frame.channel() == FlapFrame.DATA) {
                Snac snac = Snac.parse(frame.data());
                SnacBody body = SnacBodies.parse(snac);
                if (body instanceof Bucp.ChallengeRequest) {
                    answer(context, new Bucp.Challenge(Bytes.of(new byte[8])), snac.request());
                } else if (body instanceof Bucp.LoginRequest) {
                    String here = "127.0.0.1:"
                            + ((InetSocketAddress) context.channel().localAddress()).getPort();
                    answer(context, Bucp.LoginReply.accepted("romeo", here, COOKIE), snac.request());
                }
            }
        }

        private void answer(ChannelHandlerContext context, SnacBody body, long request) {
            write(context, encoder.encode(Snac.of(body, request, 0)));
        }

        private void write(ChannelHandlerContext context, Bytes frame) {
            var unused = context.writeAndFlush(Unpooled.wrappedBuffer(frame.toArray()));
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            var unused = context.close();
        }
    }
}
