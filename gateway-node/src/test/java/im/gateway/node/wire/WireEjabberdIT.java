package im.gateway.node.wire;

import im.gateway.servers.EjabberdServer;
import im.gateway.servers.ServerKind;
import im.gateway.servers.XmppServer;
import im.gateway.servers.junit.RequiresServer;

@RequiresServer(ServerKind.EJABBERD)
class WireEjabberdIT extends WireServerBase {
    WireEjabberdIT() {
        super("ejabberd");
    }

    @Override
    XmppServer server() {
        EjabberdServer.Builder server = EjabberdServer.builder();
        ServerSide.GATEWAYS.forEach(domain -> server.component(domain, XmppSide.SECRET));
        ServerSide.USERS.forEach(domain -> server.component(domain, XmppSide.SECRET));
        return server.start();
    }
}
