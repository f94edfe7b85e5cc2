package im.gateway.node.user;

import static im.gateway.node.user.ListStories.ORCHARD;
import static im.gateway.node.user.ListStories.ROMEO;
import static im.gateway.node.user.ListStories.address;
import static im.gateway.node.user.ListStories.only;
import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.node.legacy.LegacyEvent;
import im.gateway.protocol.caps.Caps;
import im.gateway.protocol.stanza.Presence;
import im.gateway.protocol.stanza.Stanza;
import im.gateway.protocol.stanza.StanzaError;
import im.gateway.protocol.xml.Element;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One legacy user has one address (XEP-0100 section 6.2, XEP-0106), and says there what it can do (XEP-0115). */
class ContactAddressTest {
    private static final String OTHER_SPELLING = "ju\\20liet@" + DeciderWorld.GATEWAY;

    private final ListStories romeo = new ListStories();

    private static void isNotFound(Element answer) {
        assertThat(answer.attribute("from")).isEqualTo(OTHER_SPELLING);
        assertThat(answer.attribute("type")).isEqualTo("error");
        Element error = answer.child(Stanza.NAMESPACE, "error");
        assertThat(error).isNotNull();
        assertThat(error.child(StanzaError.NAMESPACE, "item-not-found")).isNotNull();
    }

    @Test
    void nobodyIsAtAnotherSpelling() {
        isNotFound(only(romeo.world.stanza("presence", "subscribe", ROMEO, OTHER_SPELLING)));
        isNotFound(only(romeo.world.stanza(
                "message", "chat", ORCHARD, OTHER_SPELLING, Element.ofText(Stanza.NAMESPACE, "body", "But soft!"))));
        assertThat(romeo.world.inFlight).isEmpty();
        assertThat(romeo.world.record.contacts().size()).isZero();
        assertThat(romeo.world
                        .stanza("presence", "unsubscribe", ROMEO, OTHER_SPELLING)
                        .sent())
                .isEmpty();
    }

    @Test
    @Tag("rfc2779-3.1.4")
    void presenceSaysWhatItsSenderCanDo() {
        romeo.world.stanza("presence", "subscribe", ROMEO, address("juliet"));
        romeo.world.legacy(new LegacyEvent.AuthorizationAnswered("juliet", true));
        Element juliet = romeo.world
                .legacy(new LegacyEvent.ContactPresence("juliet", Presence.Show.AWAY, "tea"))
                .sent()
                .get(0);
        assertThat(Caps.of(juliet)).isEqualTo(DeciderWorld.CONTACT_CAPS);
        Element gateway = only(romeo.world.stanza("presence", "probe", ORCHARD, DeciderWorld.GATEWAY));
        assertThat(Caps.of(gateway)).isEqualTo(DeciderWorld.GATEWAY_CAPS);
    }
}
