package im.gateway.node.wire;

import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.protocol.xml.Element;
import im.gateway.servers.EjabberdServer;
import im.gateway.servers.ProsodyServer;
import im.gateway.servers.ServerKind;
import im.gateway.servers.junit.RequiresServer;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The legacy contact list reaches a real roster, of a real account, on a server that keeps it. */
class RosterIT {
    private static final String JULIET = "juliet@" + RosterScene.GATEWAY;
    private static final String TYBALT = "tybalt@" + RosterScene.GATEWAY;

    private static boolean hasItem(Element list, String jid) {
        return list.children().stream().anyMatch(item -> jid.equals(item.attribute("jid")));
    }

    /** XEP-0356 section 4.3, {@code urn:xmpp:privilege:2}; and presence flows without any request (XEP-0100 section 7). */
    @Test
    @RequiresServer(ServerKind.PROSODY)
    void theRosterIsSetWhereTheServerGrantsIt() {
        try (RosterScene scene = new RosterScene(ProsodyServer.builder()
                .domain(RosterScene.USERS)
                .component(RosterScene.GATEWAY, ComponentPort.SECRET)
                .privileged(true)
                .start())) {
            scene.listed("juliet=Juliet/Capulets", "tybalt");
            for (String contact : List.of(JULIET, TYBALT)) {
                scene.romeo()
                        .await(
                                "a push of " + contact,
                                stanza -> "set".equals(stanza.attribute("type"))
                                        && hasItem(stanza.children().get(0), contact));
            }
            Element juliet = scene.romeo().roster().children().stream()
                    .filter(item -> JULIET.equals(item.attribute("jid")))
                    .findFirst()
                    .orElseThrow();
            assertThat(juliet.attribute("name")).isEqualTo("Juliet");
            assertThat(juliet.attribute("subscription")).isEqualTo("both");
            assertThat(juliet.children()).extracting(Element::text).containsExactly("Capulets");

            scene.network().does(List.of("presence", "juliet", "online"));
            scene.romeo().await("juliet's presence", stanza -> RosterScene.isPresence(stanza, JULIET));

            theyLeaveWithTheRegistration(scene);
        }
    }

    /** XEP-0100 section 4.3: who came into the roster from the legacy list leaves it with the registration. */
    private static void theyLeaveWithTheRegistration(RosterScene scene) {
        scene.romeo()
                .write("<iq type='set' id='remove' to='" + RosterScene.GATEWAY
                        + "'><query xmlns='jabber:iq:register'><remove/></query></iq>");
        // In the order of the server's roster, which is none.
        Set<String> there = new HashSet<>(Set.of(JULIET, TYBALT));
        scene.romeo().await("pushes without " + there, stanza -> {
            removed(stanza).forEach(there::remove);
            return there.isEmpty();
        });
        Element roster = scene.romeo().roster();
        assertThat(hasItem(roster, JULIET)).isFalse();
        assertThat(hasItem(roster, TYBALT)).isFalse();
    }

    /** The contacts that a roster push removes. */
    private static List<String> removed(Element stanza) {
        return "set".equals(stanza.attribute("type"))
                ? stanza.children().get(0).children().stream()
                        .filter(item -> "remove".equals(item.attribute("subscription")))
                        .map(item -> item.attribute("jid", ""))
                        .toList()
                : List.of();
    }

    /** ejabberd 23.01 grants the roster and fails at each set: the client is asked to add the contacts instead (XEP-0144). */
    @Test
    @RequiresServer(ServerKind.EJABBERD)
    void theClientIsAskedWhereTheServerFailsToSetTheRoster() {
        try (RosterScene scene = new RosterScene(EjabberdServer.builder()
                .domain(RosterScene.USERS)
                .component(RosterScene.GATEWAY, ComponentPort.SECRET)
                .privileged(true)
                .start())) {
            scene.listed("juliet=Juliet/Capulets", "tybalt");
            Element push = scene.romeo()
                    .await(
                            "roster item exchange",
                            stanza -> stanza.children().stream().anyMatch(child -> child.is(Account.EXCHANGE, "x")));
            Element list = push.children().get(0);
            assertThat(list.children())
                    .extracting(item -> Objects.requireNonNull(item.attribute("jid")))
                    .containsExactlyInAnyOrder(JULIET, TYBALT);
            assertThat(hasItem(scene.romeo().roster(), JULIET)).isFalse();
        }
    }
}
