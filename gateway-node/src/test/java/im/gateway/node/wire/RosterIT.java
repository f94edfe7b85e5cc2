package im.gateway.node.wire;

import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.protocol.xml.Element;
import im.gateway.servers.EjabberdServer;
import im.gateway.servers.ProsodyServer;
import im.gateway.servers.ServerKind;
import im.gateway.servers.XmppServer;
import im.gateway.servers.junit.RequiresServer;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The legacy contact list reaches a real roster, of a real account, on a server that keeps it. */
class RosterIT {
    private static final String GATEWAY = "aim.shakespeare.lit";
    private static final String USERS = "montague.lit";
    private static final String JULIET = "juliet@" + GATEWAY;
    private static final Story STORY = StoryParser.parse(
            "roster", file -> List.of("network: contact-list", "account: RomeoMyRomeo ILoveJuliet", "none"));

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

    /** A gateway behind a server, and romeo, who has registered and is online. */
    private static final class Scene implements AutoCloseable {
        private final ScriptedNetwork network = new ScriptedNetwork(STORY.cast());
        private final StoryGateway gateway = new StoryGateway(STORY.cast(), network);
        private final StoryNodes nodes;
        private final Account romeo;

        Scene(XmppServer server) {
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
            gateway.settle(nodes.system(), () -> {});
        }

        void listed(String... contacts) {
            network.does(
                    Stream.concat(Stream.of("contacts"), Stream.of(contacts)).toList());
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

    private static boolean isPresence(Element stanza, String from) {
        return stanza.is(Account.CLIENT, "presence")
                && stanza.attribute("type") == null
                && from.equals(stanza.attribute("from"));
    }

    private static boolean hasItem(Element list, String jid) {
        return list.children().stream().anyMatch(item -> jid.equals(item.attribute("jid")));
    }

    /** XEP-0356 section 4.3, {@code urn:xmpp:privilege:2}; and presence flows without any request (XEP-0100 section 7). */
    @Test
    @RequiresServer(ServerKind.PROSODY)
    void theRosterIsSetWhereTheServerGrantsIt() {
        try (Scene scene = new Scene(ProsodyServer.builder()
                .domain(USERS)
                .component(GATEWAY, ComponentPort.SECRET)
                .privileged(true)
                .start())) {
            scene.listed("juliet=Juliet/Capulets", "tybalt");
            for (String contact : List.of(JULIET, "tybalt@" + GATEWAY)) {
                scene.romeo.await(
                        "a push of " + contact,
                        stanza -> "set".equals(stanza.attribute("type"))
                                && hasItem(stanza.children().get(0), contact));
            }
            Element juliet = scene.romeo.roster().children().stream()
                    .filter(item -> JULIET.equals(item.attribute("jid")))
                    .findFirst()
                    .orElseThrow();
            assertThat(juliet.attribute("name")).isEqualTo("Juliet");
            assertThat(juliet.attribute("subscription")).isEqualTo("both");
            assertThat(juliet.children()).extracting(Element::text).containsExactly("Capulets");

            scene.network.does(List.of("presence", "juliet", "online"));
            scene.romeo.await("juliet's presence", stanza -> isPresence(stanza, JULIET));
        }
    }

    /** ejabberd 23.01 grants the roster and fails at each set: the client is asked to add the contacts instead (XEP-0144). */
    @Test
    @RequiresServer(ServerKind.EJABBERD)
    void theClientIsAskedWhereTheServerFailsToSetTheRoster() {
        try (Scene scene = new Scene(EjabberdServer.builder()
                .domain(USERS)
                .component(GATEWAY, ComponentPort.SECRET)
                .privileged(true)
                .start())) {
            scene.listed("juliet=Juliet/Capulets", "tybalt");
            Element push = scene.romeo.await(
                    "roster item exchange",
                    stanza -> stanza.children().stream().anyMatch(child -> child.is(Account.EXCHANGE, "x")));
            Element list = push.children().get(0);
            assertThat(list.children())
                    .extracting(item -> Objects.requireNonNull(item.attribute("jid")))
                    .containsExactlyInAnyOrder(JULIET, "tybalt@" + GATEWAY);
            assertThat(hasItem(scene.romeo.roster(), JULIET)).isFalse();
        }
    }
}
