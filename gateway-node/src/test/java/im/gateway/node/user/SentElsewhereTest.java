package im.gateway.node.user;

import static im.gateway.node.user.ListStories.ORCHARD;
import static im.gateway.node.user.ListStories.ROMEO;
import static im.gateway.node.user.ListStories.address;
import static im.gateway.node.user.ListStories.only;
import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.node.legacy.LegacyEvent;
import im.gateway.protocol.correction.Correction;
import im.gateway.protocol.stanza.Stanza;
import im.gateway.protocol.xml.Element;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the user writes with another client of the network, and corrections of what was written with this one. */
class SentElsewhereTest {
    private static final String CLIENT = "jabber:client";

    private final DeciderWorld world = new DeciderWorld(Set.of());

    @BeforeEach
    void register() {
        ListStories.register(world);
    }

    private static Element forwarded(Element stanza) {
        Element privilege = Objects.requireNonNull(stanza.child("urn:xmpp:privilege:2", "privilege"));
        Element forwarded = Objects.requireNonNull(privilege.child("urn:xmpp:forward:0", "forwarded"));
        return Objects.requireNonNull(forwarded.child(CLIENT, "message"));
    }

    @Test
    void itIsSentInTheUsersNameAndEndsAtTheGateway() {
        Instant then = Instant.parse("2026-11-21T08:00:00Z");
        Element sent = only(world.legacy(new LegacyEvent.MessageSentElsewhere("juliet", "It is my soul", then)));
        assertThat(sent.attribute("to")).isEqualTo("montague.lit");
        Element message = forwarded(sent);
        assertThat(message.attribute("from")).isEqualTo(ROMEO);
        assertThat(message.attribute("to")).isEqualTo(address("juliet"));
        assertThat(message.childText(CLIENT, "body")).isEqualTo("It is my soul");
        assertThat(message.child("urn:xmpp:delay", "delay")).isNotNull();

        DeciderWorld.Step back = world.stanza(Element.builder(Stanza.NAMESPACE, "message")
                .attribute("type", "chat")
                .attribute("from", ROMEO)
                .attribute("to", address("juliet"))
                .attribute("id", message.attribute("id"))
                .childText("body", "It is my soul")
                .build());
        assertThat(back.sent()).isEmpty();
        assertThat(world.inFlight).as("not written to her a second time").isEmpty();
        assertThat(world.unsettled).isEmpty();
    }

    @Test
    void aCorrectionSaysWhatItIsInTheUsersLanguage() {
        world.stanza(Element.builder(Stanza.NAMESPACE, "message")
                .attribute("type", "chat")
                .attribute("from", ORCHARD)
                .attribute("to", address("juliet"))
                .attribute("id", "c2")
                .attribute(Element.LANG, "de")
                .childText("body", "It is the east")
                .child(Element.builder(Correction.NAMESPACE, "replace")
                        .attribute("id", "c1")
                        .build())
                .build());
        assertThat(world.inFlight).extracting(Input.Held::body).containsExactly("Korrektur: It is the east");
    }
}
