package im.gateway.loadtest.drive;

import im.gateway.loadtest.measure.Latencies;
import im.gateway.loadtest.measure.Ledger;
import im.gateway.loadtest.measure.Operation;
import im.gateway.loadtest.measure.Stamp;
import im.gateway.protocol.irc.IrcDecoder;
import im.gateway.protocol.irc.IrcEncoder;
import im.gateway.protocol.irc.IrcLine;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The users' contacts on a real IRC server, each with a connection of its own. Thread-safe. */
public final class IrcPeers implements LegacyPeers {
    private static final Logger LOG = LoggerFactory.getLogger(IrcPeers.class);

    private final Population population;
    private final Ledger ledger;
    private final Latencies latencies;
    private final int run;
    private final List<Channel> channels = new ArrayList<>();
    private final AtomicInteger online = new AtomicInteger();
    private final AtomicIntegerArray away;

    private IrcPeers(Population population, Ledger ledger, Latencies latencies, int run) {
        this.population = population;
        this.ledger = ledger;
        this.latencies = latencies;
        this.run = run;
        this.away = new AtomicIntegerArray(population.peers());
    }

    /**
     * Connects all of them; {@link #online} says how many the server has welcomed.
     *
     * @param run the number that their messages carry
     * @throws IllegalStateException when there is no server at the address
     */
    public static IrcPeers connect(
            InetSocketAddress server,
            Population population,
            Ledger ledger,
            Latencies latencies,
            int run,
            EventLoopGroup loops) {
        IrcPeers peers = new IrcPeers(population, ledger, latencies, run);
        for (int peer = 0; peer < population.peers(); peer++) {
            Peer handler = peers.new Peer(population.peerName(peer));
            var connected = new Bootstrap()
                    .group(loops)
                    .channel(NioSocketChannel.class)
                    .option(ChannelOption.TCP_NODELAY, true)
                    .handler(new ChannelInitializer<SocketChannel>() {
                        @Override
                        protected void initChannel(SocketChannel channel) {
                            channel.pipeline().addLast(handler);
                        }
                    })
                    .connect(server)
                    .awaitUninterruptibly();
            if (!connected.isSuccess()) {
                peers.close();
                throw new IllegalStateException("cannot connect to " + server, connected.cause());
            }
            peers.channels.add(connected.channel());
        }
        return peers;
    }

    @Override
    public int online() {
        return online.get();
    }

    @Override
    public void write(int user, long intendedNanos, int bodyLength) {
        int flow = population.flowFromLegacy(user);
        Stamp stamp = new Stamp(run, flow, ledger.next(flow), intendedNanos);
        Channel channel = channels.get(population.peerOf(user));
        if (channel.isWritable()) {
            var unused = channel.write(
                    encode(IrcLine.of("PRIVMSG", population.legacyName(user), stamp.toBody(bodyLength))),
                    channel.voidPromise());
        } else {
            ledger.refused(flow, stamp.sequence());
        }
    }

    /** Away with words that carry the time; back with none, as IRC has it, and so only the going is timed. */
    @Override
    public void change(int peer, long intendedNanos) {
        boolean goes = away.getAndSet(peer, 1 - away.get(peer)) == 0;
        Channel channel = channels.get(peer);
        IrcLine line = goes ? IrcLine.of("AWAY", new Stamp(run, peer, 0, intendedNanos).toBody(0)) : IrcLine.of("AWAY");
        var unused = channel.write(encode(line), channel.voidPromise());
    }

    @Override
    public void flush() {
        channels.forEach(Channel::flush);
    }

    @Override
    public void close() {
        for (Channel channel : channels) {
            var unused = channel.close();
        }
    }

    private static ByteBuf encode(IrcLine line) {
        return Unpooled.wrappedBuffer(IrcEncoder.encode(line));
    }

    /** One connection, confined to its event loop. */
    private final class Peer extends SimpleChannelInboundHandler<ByteBuf> {
        private final String nick;
        private final IrcDecoder decoder = new IrcDecoder(IrcDecoder.MAX_TAG_BYTES, IrcDecoder.MAX_LINE_BYTES);
        private boolean welcome;

        Peer(String nick) {
            this.nick = nick;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            ByteBuf login = Unpooled.wrappedBuffer(
                    encode(IrcLine.of("NICK", nick)), encode(IrcLine.of("USER", nick, "0", "*", nick)));
            var unused = context.writeAndFlush(login);
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, ByteBuf bytes) {
            decoder.feed(bytes.nioBuffer(), decoded -> {
                if (decoded instanceof IrcDecoder.Decoded.Line read) {
                    line(context, read.line());
                }
            });
        }

        private void line(ChannelHandlerContext context, IrcLine line) {
            switch (line.command()) {
                case "PRIVMSG" -> message(line.lastParam());
                case "PING" -> {
                    var unused = context.writeAndFlush(encode(IrcLine.of("PONG", line.lastParam())));
                }
                case "001" -> {
                    welcome = true;
                    online.incrementAndGet();
                }
                case "ERROR", "433" -> LOG.warn("IRC server to {}: {} {}", nick, line.command(), line.lastParam());
                default -> {
                    // Greetings, and presence that nobody asked for.
                }
            }
        }

        private void message(String text) {
            Stamp stamp = Stamp.parse(text);
            if (stamp != null && stamp.run() == run && ledger.arrived(stamp.flow(), stamp.sequence())) {
                latencies.record(Operation.TO_LEGACY, stamp.intendedNanos(), System.nanoTime());
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            if (welcome) {
                welcome = false;
                online.decrementAndGet();
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            LOG.warn("IRC connection of {} ends", nick, cause);
            var unused = context.close();
        }
    }
}
