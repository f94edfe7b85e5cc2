package im.gateway.node.irc;

import com.typesafe.config.Config;
import im.gateway.node.legacy.LegacyNetwork;
import im.gateway.node.legacy.LegacyNetworkFactory;

/** Makes IRC networks: {@code protocol = irc} in the configuration. */
public final class IrcNetworkFactory implements LegacyNetworkFactory {
    @Override
    public String protocol() {
        return "irc";
    }

    @Override
    public LegacyNetwork create(String service, Config settings, Services services) {
        return new IrcNetwork(service, IrcSettings.from(settings), services);
    }
}
