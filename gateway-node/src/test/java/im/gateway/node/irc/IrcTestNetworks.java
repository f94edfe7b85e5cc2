package im.gateway.node.irc;

import com.typesafe.config.ConfigFactory;
import im.gateway.node.legacy.LegacyNetwork;
import im.gateway.node.legacy.LegacyNetworkFactory;
import im.gateway.node.socket.Transport;
import io.netty.channel.EventLoopGroup;
import java.time.Clock;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;

/** Networks as a node makes them: found by the service loader, all sessions on the two threads of one group. */
final class IrcTestNetworks implements AutoCloseable {
    static final String THREADS = "irc-sessions";

    private final EventLoopGroup eventLoops = Transport.eventLoops(2, THREADS);

    LegacyNetwork network(int port, String settings) {
        LegacyNetworkFactory factory = StreamSupport.stream(
                        ServiceLoader.load(LegacyNetworkFactory.class).spliterator(), false)
                .filter(candidate -> candidate.protocol().equals("irc"))
                .findFirst()
                .orElseThrow();
        String all = "host = 127.0.0.1\nport = " + port + "\ntls = off\n" + settings;
        return factory.create(
                "irc.test",
                ConfigFactory.parseString(all),
                new LegacyNetworkFactory.Services(eventLoops, Clock.systemUTC(), 1));
    }

    @Override
    public void close() {
        eventLoops.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
