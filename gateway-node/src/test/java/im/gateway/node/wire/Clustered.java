package im.gateway.node.wire;

import im.gateway.node.user.UserActor;
import im.gateway.protocol.xml.Element;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Nodes with sockets, a cluster and a server in front. A stanza enters through another node than the one before it, and the way to the
 * user's node is then another one, on which it could overtake: each one waits until the one before has had its effect. While that one
 * has no outcome, the next one enters where it did: when the user's node dies, each stream hands on its own again, in its own order.
 */
final class Clustered implements Setting {
    private final StoryGateway gateway;
    private final StoryNodes nodes;
    private final XmppSide side;
    private final String domain;
    private boolean down;

    Clustered(Story.Cast cast, StoryNetwork network, StoryNodes nodes, XmppSide side) {
        this.gateway = new StoryGateway(cast, network);
        this.nodes = nodes;
        this.side = side;
        this.domain = cast.gateway();
        nodes.begin(gateway, domain);
    }

    @Override
    public StoryNetwork network() {
        return gateway.network();
    }

    @Override
    public void send(Element stanza) {
        settle();
        if (gateway.isSettled()) {
            side.turn();
        }
        side.send(stanza);
    }

    @Override
    public @Nullable Element nextStanza() {
        Element stanza = side.nextStanza();
        if (stanza == null) {
            settle();
            stanza = side.nextStanza();
        }
        return stanza;
    }

    @Override
    public void settle() {
        if (!down) {
            gateway.settle(nodes.system(), side::fence);
            side.fence();
        }
    }

    @Override
    public void crash() {
        if (down) {
            down = false;
            nodes.begin(gateway, domain);
        } else {
            settle();
            gateway.loseUsers();
        }
        gateway.wanted().forEach(id -> gateway.watch(nodes.users()).tell(id, new UserActor.Wake()));
        nodes.resend();
    }

    @Override
    public void shutdown() {
        settle();
        nodes.shutdown();
        down = true;
    }

    @Override
    public void pass(Duration time) {
        gateway.time().pass(time, this::settle);
    }

    @Override
    public void close() {
        if (!down) {
            gateway.loseUsers();
            nodes.end();
        }
        network().close();
    }
}
