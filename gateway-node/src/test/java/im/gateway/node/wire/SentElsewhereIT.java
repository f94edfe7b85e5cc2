package im.gateway.node.wire;

import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.protocol.xml.Element;
import im.gateway.servers.ProsodyServer;
import im.gateway.servers.ServerKind;
import im.gateway.servers.junit.RequiresServer;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * What the user has written with another client of the legacy network reaches the Jabber clients of a real account: sent in the user's name
 * where the server grants it (XEP-0356 section 5), and copied by the server (XEP-0280 section 6). ejabberd 23.01 grants it as well, and
 * copies nothing of what is sent in this way.
 */
class SentElsewhereIT {
    private static final String CARBONS = "urn:xmpp:carbons:2";
    private static final String FORWARD = "urn:xmpp:forward:0";
    private static final String JULIET = "juliet@" + RosterScene.GATEWAY;

    @Test
    @RequiresServer(ServerKind.PROSODY)
    void isCopiedByTheServerAndGoesNoFurther() {
        ProsodyServer server = ProsodyServer.builder()
                .domain(RosterScene.USERS)
                .component(RosterScene.GATEWAY, ComponentPort.SECRET)
                .privileged(true)
                .start();
        try (RosterScene scene = new RosterScene(server)) {
            Account romeo = scene.romeo();
            romeo.write("<iq type='set' id='carbons'><enable xmlns='" + CARBONS + "'/></iq>");
            romeo.await("carbons", stanza -> Account.isAnswer(stanza, "carbons"));

            scene.network().does(List.of("elsewhere", "juliet", "It is my soul"));
            Element copy = romeo.await("a copy", stanza -> stanza.child(CARBONS, "sent") != null);
            assertThat(copy.attribute("from")).isEqualTo("romeo@" + RosterScene.USERS);
            Element message = sent(copy);
            assertThat(message.attribute("to")).isEqualTo(JULIET);
            assertThat(message.childText(Account.CLIENT, "body")).isEqualTo("It is my soul");

            // The server has sent the message itself to the gateway before this one, and juliet has it already.
            romeo.write("<message type='chat' to='" + JULIET + "'><body>that calls upon my name</body></message>");
            StoryGateway.await("the second message", () -> saw(scene.network(), "that calls upon my name"));
        }
    }

    private static Element sent(Element copy) {
        Element sent = Objects.requireNonNull(copy.child(CARBONS, "sent"));
        Element forwarded = Objects.requireNonNull(sent.child(FORWARD, "forwarded"));
        return Objects.requireNonNull(forwarded.child(Account.CLIENT, "message"));
    }

    /** Whether the network has been given this message; another one before it is one too many. */
    private static boolean saw(ScriptedNetwork network, String body) {
        for (List<String> words = network.nextSeen(); words != null; words = network.nextSeen()) {
            if (words.get(0).equals("message")) {
                assertThat(words).contains(body);
                return true;
            }
        }
        return false;
    }
}
