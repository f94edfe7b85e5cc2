package im.gateway.node.socket;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollMode;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;

/**
 * How sockets are waited for, read and written: through Linux's epoll where Netty's library for it can be loaded, else through the
 * JDK's selector. Sockets have to be of the kind of their event loops.
 */
public enum Transport {
    EPOLL(EpollSocketChannel.class, EpollDatagramChannel.class),
    NIO(NioSocketChannel.class, NioDatagramChannel.class);

    private final Class<? extends SocketChannel> tcp;
    private final Class<? extends DatagramChannel> udp;

    Transport(Class<? extends SocketChannel> tcp, Class<? extends DatagramChannel> udp) {
        this.tcp = tcp;
        this.udp = udp;
    }

    /** So many threads of that name, daemons, with the best transport of this machine. */
    public static EventLoopGroup eventLoops(int threads, String name) {
        DefaultThreadFactory factory = new DefaultThreadFactory(name, true);
        return Epoll.isAvailable()
                ? new EpollEventLoopGroup(threads, factory)
                : new NioEventLoopGroup(threads, factory);
    }

    /** The transport of event loops that somebody has made. */
    public static Transport of(EventLoopGroup loops) {
        return loops instanceof EpollEventLoopGroup ? EPOLL : NIO;
    }

    /**
     * A TCP client of this kind, whose handlers ask for every read. With epoll it is told of what is there until that has been read: told once,
     * as Netty has it, each read would have to be followed by one that finds nothing.
     */
    public Bootstrap client(EventLoopGroup loops) {
        Bootstrap client = new Bootstrap().group(loops).channel(tcp).option(ChannelOption.AUTO_READ, false);
        return this == EPOLL ? client.option(EpollChannelOption.EPOLL_MODE, EpollMode.LEVEL_TRIGGERED) : client;
    }

    public Class<? extends DatagramChannel> udp() {
        return udp;
    }
}
