package im.gateway.node.oscar;

import com.typesafe.config.Config;
import im.gateway.node.legacy.LegacyNetwork;
import im.gateway.node.legacy.LegacyNetworkFactory;
import im.gateway.node.oscar.OscarNetwork.Kind;

/** Makes AIM services: {@code protocol = aim} in the configuration. */
public final class AimNetworkFactory implements LegacyNetworkFactory {
    @Override
    public String protocol() {
        return Kind.AIM.word;
    }

    @Override
    public LegacyNetwork create(String service, Config settings, Services services) {
        return new OscarNetwork(Kind.AIM, service, OscarSettings.from(settings, Kind.AIM.defaultName), services);
    }
}
