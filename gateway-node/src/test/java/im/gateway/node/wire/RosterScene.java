package im.gateway.node.wire;

import im.gateway.protocol.xml.Element;
import im.gateway.servers.XmppServer;
import java.util.List;
import java.util.stream.Stream;

/**
 * A gateway behind a server that keeps accounts, and romeo, who has one there, has registered with the gateway and is online. Closes
 * the server at the end.
 */
final class RosterScene implements AutoCloseable {
    static final String GATEWAY = "aim.shakespeare.lit";
    static final String USERS = "montague.lit";

    private static final Story STORY = StoryParser.parse(
            "roster", file -> List.of("network: contact-list", "account: RomeoMyRomeo ILoveJuliet", "none"));

    private final ScriptedNetwork network = new ScriptedNetwork(STORY.cast());
    private final StoryGateway gateway = new StoryGateway(STORY.cast(), network);
    private final StoryNodes nodes;
    private final Account romeo;

    /** A server that keeps accounts needs no part to be played. */
    private record Served(XmppServer server) implements ComponentPort {
        @Override
        public int port() {
            return server.componentPort();
        }

        @Override
        public void begin(String domain, int nodes) {}

        @Override
        public void end() {}

        @Override
        public void drain() {}

        @Override
        public void close() {
            server.close();
        }
    }

    RosterScene(XmppServer server) {
        server.register("romeo", "star-crossed");
        nodes = new StoryNodes(1, new Served(server));
        nodes.begin(gateway, GATEWAY);
        romeo = new Account(server, "romeo", "star-crossed", "orchard");
        // Only who has asked for the roster is told of changes (RFC 6121 section 2.2).
        romeo.roster();
        romeo.write("<presence/>");
        romeo.write("<iq type='set' id='register' to='" + GATEWAY + "'><query xmlns='jabber:iq:register'>"
                + "<username>RomeoMyRomeo</username><password>ILoveJuliet</password></query></iq>");
        romeo.await("the registration", stanza -> Account.isAnswer(stanza, "register"));
        romeo.await("the gateway's presence", stanza -> isPresence(stanza, GATEWAY));
        // Registering logs in as well; what counts is that the server has sent romeo's presence, and it has been
        // understood.
        StoryGateway.await("romeo online on the legacy side", () -> network.holds(List.of("shows", "online")));
        settle();
    }

    Account romeo() {
        return romeo;
    }

    ScriptedNetwork network() {
        return network;
    }

    /** Returns when the gateway has dealt with what it has been told. */
    void settle() {
        gateway.settle(nodes.system(), () -> {});
    }

    void listed(String... contacts) {
        network.does(Stream.concat(Stream.of("contacts"), Stream.of(contacts)).toList());
    }

    static boolean isPresence(Element stanza, String from) {
        return stanza.is(Account.CLIENT, "presence")
                && stanza.attribute("type") == null
                && from.equals(stanza.attribute("from"));
    }

    @Override
    public void close() {
        // First, while nothing comes: romeo's going would wake the user actor that has just been ended.
        gateway.loseUsers();
        nodes.end();
        nodes.close();
        romeo.close();
    }
}
