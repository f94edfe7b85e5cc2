package im.gateway.loadtest.xmpp;

import im.gateway.protocol.component.ServerHandshake;
import im.gateway.protocol.xml.Element;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.InetSocketAddress;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToIntFunction;

/** The XMPP server's side of component streams, played: it admits a gateway's nodes and is as fast as the sockets. */
public final class PlayedXmppServer implements XmppSide {
    private final Streams streams;
    private final Channel listening;

    private PlayedXmppServer(Streams streams, Channel listening) {
        this.streams = streams;
        this.listening = listening;
    }

    /**
     * How it is to be.
     *
     * @param address where it listens; port 0 for a free one
     * @param domain the component's
     * @param secret that the domain is admitted with
     * @param seed for the ids of streams, which a handshake's digest depends on
     */
    public record Settings(
            InetSocketAddress address, String domain, String secret, ConnectionPolicy policy, long seed) {
        @Override
        public String toString() {
            return "Settings[" + address + ", " + domain + ", " + policy + "]";
        }
    }

    /**
     * Listens.
     *
     * @param loops for all sockets; not ended with the server
     * @throws IllegalStateException when the address cannot be used; says which
     */
    public static PlayedXmppServer start(Settings settings, EventLoopGroup loops, StanzaListener listener) {
        Streams streams = new Streams(settings.policy());
        AtomicLong ids = new AtomicLong(new SplittableRandom(settings.seed()).nextLong());
        ServerBootstrap server = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, Streams.BACKLOG)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        ServerHandshake handshake = new ServerHandshake(
                                domain -> domain.equals(settings.domain()) ? settings.secret() : null,
                                Long.toHexString(new SplittableRandom(ids.incrementAndGet()).nextLong()));
                        channel.pipeline().addLast(new ComponentStream(handshake::on, null, streams, listener));
                    }
                });
        var bound = server.bind(settings.address()).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IllegalStateException(
                    "cannot listen on " + settings.address() + ": "
                            + bound.cause().getMessage(),
                    bound.cause());
        }
        return new PlayedXmppServer(streams, bound.channel());
    }

    /** Where nodes connect. */
    public InetSocketAddress address() {
        return (InetSocketAddress) listening.localAddress();
    }

    @Override
    public boolean send(int user, String stanza) {
        return streams.send(user, stanza);
    }

    @Override
    public void flush() {
        streams.flush();
    }

    /**
     * From now on it is noticed on which stream each user's stanzas come.
     *
     * @param addressee the user whom a stanza of the gateway is for; -1 where it is none of them
     */
    public void follow(ToIntFunction<Element> addressee) {
        streams.follow(addressee);
    }

    /** Stanzas that are handed over from now on take this path; steady until something else is said, and for users of whom nothing was noticed. */
    public void path(StanzaPath path) {
        streams.path(path);
    }

    /** Closes every stream's connection without a word; nodes may connect again at once. */
    public void dropConnections() {
        streams.drop();
    }

    @Override
    public int connections() {
        return streams.count();
    }

    @Override
    public void close() {
        listening.close().awaitUninterruptibly();
        streams.close();
    }
}
