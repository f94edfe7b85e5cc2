package im.gateway.loadtest.link;

import im.gateway.servers.Ports;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The network between the nodes: a TCP proxy in front of each, which knows by its source address which node a connection is from. A cut
 * link is silent in both directions, as in a partition: nothing is refused, nothing is reset, and what was sent arrives once it is
 * mended. A node that is down refuses connections. What is known of connections belongs to the one event loop.
 */
public final class Links implements AutoCloseable {
    private static final int BACKLOG = 128;

    private final EventLoopGroup loop = new NioEventLoopGroup(1);
    private final List<Integer> ports;
    private final List<Integer> targets;
    private final Map<Integer, Channel> listening = new ConcurrentHashMap<>();
    private final Set<Pipe> pipes = new HashSet<>();
    private Set<Integer> isolated = Set.of();

    /**
     * The links of as many nodes as there are ports; all of them down.
     *
     * @param ports at which each node is reached
     * @param targets at which it listens
     */
    public Links(List<Integer> ports, List<Integer> targets) {
        this.ports = List.copyOf(ports);
        this.targets = List.copyOf(targets);
    }

    /** The address that a node's connections come from: all of 127/8 is this machine. */
    public static String sourceOf(int node) {
        return "127.0.1." + (node + 1);
    }

    /** Takes connections for a node; nothing where that is so. */
    public void up(int node) {
        Channel known = listening.get(node);
        if (known != null && known.isOpen()) {
            return;
        }
        Channel opened = new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel client) {
                        accept(client, node);
                    }
                })
                .bind(Ports.LOOPBACK, ports.get(node))
                .syncUninterruptibly()
                .channel();
        listening.put(node, opened);
    }

    /** Refuses connections for a node, as a host does on which nothing listens. */
    public void down(int node) {
        Channel known = listening.remove(node);
        if (known != null) {
            known.close().awaitUninterruptibly();
            // The JDK gives the port back in the next turn of the event loop.
            call(() -> {});
            call(() -> {});
        }
    }

    /** Cuts these nodes off from all others; an empty set mends everything. */
    public void isolate(Set<Integer> nodes) {
        call(() -> isolated(nodes));
    }

    /** Cuts a node off from all that are not cut off, or links it again. */
    public void isolate(int node, boolean cutOff) {
        call(() -> {
            Set<Integer> nodes = new HashSet<>(isolated);
            if (cutOff) {
                nodes.add(node);
            } else {
                nodes.remove(node);
            }
            isolated(nodes);
        });
    }

    private void isolated(Set<Integer> nodes) {
        isolated = Set.copyOf(nodes);
        List.copyOf(pipes).forEach(Pipe::update);
    }

    private boolean cut(int one, int other) {
        return isolated.contains(one) != isolated.contains(other);
    }

    private void accept(Channel client, int node) {
        String source =
                ((InetSocketAddress) client.remoteAddress()).getAddress().getHostAddress();
        int from = 0;
        while (from < ports.size() && !source.equals(sourceOf(from))) {
            from++;
        }
        // Nobody's: somebody who looks whether a process is there, who may.
        Pipe pipe = new Pipe(client, from < ports.size() ? from : node, node);
        pipes.add(pipe);
        client.closeFuture().addListener(closed -> pipes.remove(pipe));
        pipe.update();
    }

    private static void close(Channel channel) {
        var unused = channel.close();
    }

    /** One connection, of two halves. */
    private final class Pipe {
        private final Channel client;
        private final int from;
        private final int to;
        private @Nullable Channel server;

        Pipe(Channel client, int from, int to) {
            this.client = client;
            this.from = from;
            this.to = to;
        }

        /** Lets bytes flow, or holds them. */
        void update() {
            boolean open = !cut(from, to);
            Channel other = server;
            if (other == null && open) {
                connect();
            } else if (other != null) {
                client.config().setAutoRead(open);
                other.config().setAutoRead(open);
            }
        }

        private void connect() {
            Channel other = new Bootstrap()
                    .group(client.eventLoop())
                    .channel(NioSocketChannel.class)
                    .option(ChannelOption.TCP_NODELAY, true)
                    .option(ChannelOption.AUTO_READ, false)
                    .handler(new Relay(client))
                    .connect(Ports.LOOPBACK, targets.get(to))
                    .addListener(connected -> {
                        if (connected.isSuccess()) {
                            update();
                        } else {
                            client.config().setOption(ChannelOption.SO_LINGER, 0);
                            close(client);
                        }
                    })
                    .channel();
            server = other;
            client.pipeline().addLast(new Relay(other));
        }
    }

    private void call(Runnable action) {
        loop.next().submit(action).syncUninterruptibly();
    }

    @Override
    public void close() {
        List.copyOf(listening.keySet()).forEach(this::down);
        call(() -> List.copyOf(pipes).forEach(pipe -> close(pipe.client)));
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
