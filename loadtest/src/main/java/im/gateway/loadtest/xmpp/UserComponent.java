package im.gateway.loadtest.xmpp;

import im.gateway.protocol.component.ComponentHandshake;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * A component of a real XMPP server that speaks for all users of its domain: so stanzas cross the server on their way to the
 * gateway, without thousands of clients that log in.
 */
public final class UserComponent implements XmppSide {
    private static final long ASK_AGAIN_NANOS = 10_000_000;

    private final Streams streams;

    private UserComponent(Streams streams) {
        this.streams = streams;
    }

    /**
     * Connects and waits until the server has let it in.
     *
     * @param domain of the users
     * @param secret that the server admits it with
     * @throws IllegalStateException when it was not let in within the time
     */
    public static UserComponent connect(
            InetSocketAddress server,
            String domain,
            String secret,
            Duration limit,
            EventLoopGroup loops,
            StanzaListener listener) {
        Streams streams = new Streams(ConnectionPolicy.EVERY_NODE);
        Bootstrap client = new Bootstrap()
                .group(loops)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) limit.toMillis())
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, Streams.BACKLOG)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        ComponentHandshake handshake = new ComponentHandshake(domain, secret);
                        channel.pipeline()
                                .addLast(new ComponentStream(
                                        handshake::on, handshake.open().xml(), streams, listener));
                    }
                });
        var connected = client.connect(server).awaitUninterruptibly();
        if (!connected.isSuccess()) {
            throw new IllegalStateException("cannot connect to " + server, connected.cause());
        }
        long deadline = System.nanoTime() + limit.toNanos();
        while (streams.count() == 0) {
            if (System.nanoTime() - deadline > 0 || !connected.channel().isOpen()) {
                var unused = connected.channel().close();
                throw new IllegalStateException(server + " did not let the component " + domain
                        + " in (expected: its domain and secret there)");
            }
            LockSupport.parkNanos(ASK_AGAIN_NANOS);
        }
        return new UserComponent(streams);
    }

    @Override
    public boolean send(int user, String stanza) {
        return streams.send(user, stanza);
    }

    @Override
    public void flush() {
        streams.flush();
    }

    @Override
    public int connections() {
        return streams.count();
    }

    @Override
    public void close() {
        streams.close();
    }
}
