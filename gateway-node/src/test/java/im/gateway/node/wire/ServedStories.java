package im.gateway.node.wire;

import im.gateway.servers.EjabberdServer;
import im.gateway.servers.ProsodyServer;
import im.gateway.servers.XmppServer;
import java.util.HashSet;
import java.util.Set;

/** A real server and a node behind it, for as many stories as there are; on whatever network. */
public final class ServedStories implements AutoCloseable {
    private final String server;
    private final XmppSide side;
    private final StoryNodes nodes;

    private ServedStories(String name, XmppServer server) {
        this.server = name;
        this.side = new ServerSide(server);
        this.nodes = new StoryNodes(1, side);
    }

    /** Starts Prosody, with all domains of stories as components. */
    public static ServedStories behindProsody() {
        ProsodyServer.Builder server = ProsodyServer.builder();
        ServerSide.GATEWAYS.forEach(domain -> server.component(domain, XmppSide.SECRET));
        ServerSide.USERS.forEach(domain -> server.component(domain, XmppSide.SECRET));
        return new ServedStories("prosody", server.start());
    }

    /** Starts ejabberd, with all domains of stories as components. */
    public static ServedStories behindEjabberd() {
        EjabberdServer.Builder server = EjabberdServer.builder();
        ServerSide.GATEWAYS.forEach(domain -> server.component(domain, XmppSide.SECRET));
        ServerSide.USERS.forEach(domain -> server.component(domain, XmppSide.SECRET));
        return new ServedStories("ejabberd", server.start());
    }

    /**
     * Tests of stories behind this server.
     *
     * @param network what the legacy side is, for the line that counts; empty for the scripted one
     * @param names what a story may call that network, beside the server's names, that it cannot be played on
     */
    public StoryTests tests(String network, Set<String> names, StoryNetwork.Factory networks) {
        Set<String> all = new HashSet<>(names);
        all.add("server");
        all.add(server);
        String title = network.isEmpty() ? "behind " + server : network + ", behind " + server;
        return new StoryTests(title, all, cast -> new Clustered(cast, networks.create(cast), nodes, side));
    }

    @Override
    public void close() {
        nodes.close();
    }
}
