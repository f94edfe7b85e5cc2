package im.gateway.node.irc;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.LineBasedFrameDecoder;
import io.netty.handler.codec.string.StringDecoder;
import io.netty.handler.codec.string.StringEncoder;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A server on loopback that answers each line by a script. */
final class FakeIrcServer implements AutoCloseable {
    /** Accepts the password {@code secret}, and every message. */
    static final Function<String, List<String>> FRIENDLY = FakeIrcServer::friendly;

    final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final EventLoopGroup threads = new NioEventLoopGroup(1, new DefaultThreadFactory("fake-irc", true));
    private final ChannelGroup clients = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final Channel listener;

    FakeIrcServer(@Nullable SslContext tls, Function<String, List<String>> script) {
        listener = new ServerBootstrap()
                .group(threads)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel socket) {
                        clients.add(socket);
                        if (tls != null) {
                            socket.pipeline().addLast(tls.newHandler(socket.alloc()));
                        }
                        socket.pipeline()
                                .addLast(
                                        new LineBasedFrameDecoder(8192),
                                        new StringDecoder(StandardCharsets.UTF_8),
                                        new StringEncoder(StandardCharsets.UTF_8),
                                        new Answers(script));
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .syncUninterruptibly()
                .channel();
    }

    int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    /** Waits until every client that is connected now is gone. */
    void awaitNoClients() throws InterruptedException {
        if (!clients.newCloseFuture().await(20, TimeUnit.SECONDS)) {
            throw new AssertionError("still connected after 20 s: " + clients.size());
        }
    }

    void sayToAll(String line) {
        clients.writeAndFlush(line + "\r\n").syncUninterruptibly();
    }

    void dropAll() {
        clients.close().syncUninterruptibly();
    }

    /** Reads on until a client says it. */
    void await(String line) throws InterruptedException {
        for (String said = heard.poll(20, TimeUnit.SECONDS); said != null; said = heard.poll(20, TimeUnit.SECONDS)) {
            if (said.equals(line)) {
                return;
            }
        }
        throw new AssertionError("not said within 20 s: " + line);
    }

    @Override
    public void close() {
        listener.close().syncUninterruptibly();
        threads.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private final class Answers extends SimpleChannelInboundHandler<String> {
        private final Function<String, List<String>> script;

        Answers(Function<String, List<String>> script) {
            this.script = script;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext ctx, String line) {
            heard.add(line);
            for (String answer : script.apply(line)) {
                var unused = ctx.writeAndFlush(answer + "\r\n", ctx.voidPromise());
            }
            if (line.startsWith("QUIT")) {
                var unused = ctx.close();
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            var unused = ctx.close();
        }
    }

    private static List<String> friendly(String line) {
        String command = line.startsWith("@") ? line.substring(line.indexOf(' ') + 1) : line;
        if (command.startsWith("CAP LS")) {
            return List.of(":fake CAP * LS :sasl labeled-response batch message-tags");
        } else if (command.startsWith("CAP REQ")) {
            return List.of(":fake CAP * ACK " + command.substring("CAP REQ ".length()));
        } else if (command.equals("AUTHENTICATE PLAIN")) {
            return List.of("AUTHENTICATE +");
        } else if (command.startsWith("AUTHENTICATE")) {
            String plain =
                    new String(java.util.Base64.getDecoder().decode(command.substring(13)), StandardCharsets.UTF_8);
            return List.of(plain.endsWith("\0secret") ? ":fake 903 * :ok" : ":fake 904 * :wrong password");
        } else if (command.equals("CAP END")) {
            return List.of(
                    ":fake 001 romeo :Welcome", ":fake 005 romeo MONITOR=100 :are supported", ":fake 422 romeo :-");
        } else if (command.startsWith("PRIVMSG")) {
            return List.of(line.substring(0, line.indexOf(' ')) + " :fake ACK");
        }
        return command.startsWith("QUIT") ? List.of("ERROR :bye") : List.of();
    }
}
