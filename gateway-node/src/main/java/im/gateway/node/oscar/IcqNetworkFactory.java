package im.gateway.node.oscar;

import com.typesafe.config.Config;
import im.gateway.node.legacy.LegacyNetwork;
import im.gateway.node.legacy.LegacyNetworkFactory;
import im.gateway.node.oscar.OscarNetwork.Kind;

/** Makes ICQ services: {@code protocol = icq} in the configuration. */
public final class IcqNetworkFactory implements LegacyNetworkFactory {
    @Override
    public String protocol() {
        return Kind.ICQ.word;
    }

    @Override
    public LegacyNetwork create(String service, Config settings, Services services) {
        return new OscarNetwork(Kind.ICQ, service, OscarSettings.from(settings, Kind.ICQ.defaultName), services);
    }
}
