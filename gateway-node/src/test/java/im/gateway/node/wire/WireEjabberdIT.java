package im.gateway.node.wire;

import im.gateway.servers.ServerKind;
import im.gateway.servers.junit.RequiresServer;

@RequiresServer(ServerKind.EJABBERD)
class WireEjabberdIT extends WireServerBase {
    @Override
    ServedStories server() {
        return ServedStories.behindEjabberd();
    }
}
