package im.gateway.node.wire;

import im.gateway.protocol.jid.Jid;
import im.gateway.protocol.xml.Element;
import im.gateway.servers.XmppServer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A real server between the gateway and its users. The users' domains are components of it as well, which may speak for any number of
 * users: all stanzas pass through the server, and nothing but the stories' own happens in accounts. The gateway has one stream, since
 * a server that spreads stanzas over several gives them no order.
 */
final class ServerSide implements XmppSide {
    /** The gateway's domains and the users' domains in stories. */
    static final List<String> GATEWAYS = List.of("aim.shakespeare.lit", "aim.jabber.org");

    static final List<String> USERS = List.of("montague.lit", "shakespeare.lit", "jabber.org");

    private final XmppServer server;
    private final Map<String, UsersComponent> users = new TreeMap<>();
    private final Queue<Element> arrived = new ArrayDeque<>();
    private String domain = "";
    private long fences;

    /** Closes the server at the end. */
    ServerSide(XmppServer server) {
        this.server = server;
        USERS.forEach(d -> users.put(d, new UsersComponent(server, d, SECRET)));
    }

    @Override
    public int port() {
        return server.componentPort();
    }

    @Override
    public void begin(String newDomain, int nodes) {
        domain = newDomain;
        fence();
        arrived.clear();
    }

    /** There is one stream. */
    @Override
    public void turn() {}

    @Override
    public void send(Element stanza) {
        Jid from = Objects.requireNonNull(Jid.parse(stanza.attribute("from", "")), () -> "a sender of " + stanza);
        Objects.requireNonNull(users.get(from.domain()), () -> "users of " + from.domain())
                .send(stanza);
    }

    @Override
    public @Nullable Element nextStanza() {
        return arrived.poll();
    }

    /** A ping from each of the users' domains; the server keeps the order of what passes from one stream to another. */
    @Override
    public void fence() {
        ping("result");
    }

    private void ping(String answer) {
        fences++;
        users.forEach((from, component) -> component.send(new Pings(from, domain, fences).request()));
        users.forEach((from, component) -> {
            Pings pings = new Pings(from, domain, fences);
            Element stanza = component.receive();
            while (!pings.isAnswer(stanza)) {
                arrived.add(stanza);
                stanza = component.receive();
            }
            if (!answer.equals(stanza.attribute("type"))) {
                throw new IllegalStateException("expected: " + answer + " of a ping, got: " + stanza);
            }
        });
    }

    /** The server answers the end of a stream by itself. */
    @Override
    public void end() {}

    /** The server bounces what is for a component that has gone, behind what came from it. */
    @Override
    public void drain() {
        ping("error");
    }

    @Override
    public void close() {
        users.values().forEach(UsersComponent::close);
        server.close();
    }
}
