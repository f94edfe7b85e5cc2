package im.gateway.node.legacy;

import com.typesafe.config.Config;
import io.netty.channel.EventLoopGroup;
import java.time.InstantSource;

/**
 * Makes the {@link LegacyNetwork} of one protocol. Found by {@link java.util.ServiceLoader}, so that a further network is a further
 * jar on the class path.
 */
public interface LegacyNetworkFactory {
    /** The word that a configuration names the protocol by, {@code irc} say. */
    String protocol();

    /**
     * Reads the settings of one legacy service.
     *
     * @param service the service's name in the configuration, for log lines
     * @param settings the service's block of the configuration, with this protocol's own keys
     * @throws com.typesafe.config.ConfigException when a setting is missing or wrong; its message says which and what was expected
     */
    LegacyNetwork create(String service, Config settings, Services services);

    /**
     * What a node lends to its networks.
     *
     * @param eventLoops for all sockets: a network never starts a thread of its own
     * @param clock the node's clock
     * @param seed for the randomness of pauses
     */
    record Services(EventLoopGroup eventLoops, InstantSource clock, long seed) {}
}
