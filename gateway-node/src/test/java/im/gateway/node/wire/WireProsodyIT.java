package im.gateway.node.wire;

import im.gateway.servers.ProsodyServer;
import im.gateway.servers.ServerKind;
import im.gateway.servers.XmppServer;
import im.gateway.servers.junit.RequiresServer;

@RequiresServer(ServerKind.PROSODY)
class WireProsodyIT extends WireServerBase {
    WireProsodyIT() {
        super("prosody");
    }

    @Override
    XmppServer server() {
        ProsodyServer.Builder server = ProsodyServer.builder();
        ServerSide.GATEWAYS.forEach(domain -> server.component(domain, XmppSide.SECRET));
        ServerSide.USERS.forEach(domain -> server.component(domain, XmppSide.SECRET));
        return server.start();
    }
}
