package im.gateway.protocol.avatar;

import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.protocol.jid.Jid;
import im.gateway.protocol.testing.Xml;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** XEP-0084 section 3. */
class AvatarRequestTest {
    private static final String ID = "111f4b3c50d7b0df729d299bc6f8e9ef9066971f";

    @Test
    void readsRequestsForTheTwoNodes() {
        AvatarRequest data =
                Objects.requireNonNull(parse("<items node='urn:xmpp:avatar:data'><item id='" + ID + "'/></items>"));
        assertThat(data).isEqualTo(new AvatarRequest(AvatarRequest.DATA, ID));
        assertThat(data.wantsData()).isTrue();
        assertThat(data.matches(ID)).isTrue();
        assertThat(data.matches("0".repeat(40))).isFalse();
        AvatarRequest newest = Objects.requireNonNull(parse("<items node='urn:xmpp:avatar:metadata' max_items='1'/>"));
        assertThat(newest).isEqualTo(new AvatarRequest(AvatarRequest.METADATA, null));
        assertThat(newest.wantsData()).isFalse();
        assertThat(newest.matches(ID)).isTrue();
    }

    @Test
    void whatAsksForSomethingElseIsNone() {
        assertThat(parse("<items node='urn:xmpp:bookmarks:1'/>")).isNull();
        assertThat(parse("<items/>")).isNull();
        assertThat(parse("<subscribe node='urn:xmpp:avatar:data'/>")).isNull();
        assertThat(AvatarRequest.parse(Xml.parse("<pubsub xmlns='other'/>"))).isNull();
    }

    @Test
    void answersWithItemsOfTheNode() {
        assertThat(new AvatarRequest(AvatarRequest.METADATA, null).metadata(ID, "image/png", 12345))
                .isEqualTo(Xml.parse("""
                <pubsub xmlns='http://jabber.org/protocol/pubsub'>
                  <items node='urn:xmpp:avatar:metadata'>
                    <item id='%1$s'>
                      <metadata xmlns='urn:xmpp:avatar:metadata'><info bytes='12345' id='%1$s' type='image/png'/></metadata>
                    </item>
                  </items>
                </pubsub>""".formatted(ID)));
        assertThat(new AvatarRequest(AvatarRequest.DATA, ID).data(ID, "AQID/w=="))
                .isEqualTo(Xml.parse("""
                <pubsub xmlns='http://jabber.org/protocol/pubsub'>
                  <items node='urn:xmpp:avatar:data'>
                    <item id='%s'><data xmlns='urn:xmpp:avatar:data'>AQID/w==</data></item>
                  </items>
                </pubsub>""".formatted(ID)));
    }

    @Test
    void tellsWhoeverWantsToBeTold() {
        Jid juliet = Jid.of("juliet@capulet.lit");
        Jid romeo = Jid.of("romeo@montague.lit/orchard");
        String event = """
                <message xmlns='jabber:component:accept' type='headline' from='juliet@capulet.lit' to='romeo@montague.lit/orchard'>
                  <event xmlns='http://jabber.org/protocol/pubsub#event'>
                    <items node='urn:xmpp:avatar:metadata'>%s</items>
                  </event>
                </message>""";
        assertThat(AvatarEvent.of(juliet, romeo, ID, "image/png", 12345))
                .isEqualTo(Xml.parse(event.formatted("""
                <item id='%1$s'>
                  <metadata xmlns='urn:xmpp:avatar:metadata'><info bytes='12345' id='%1$s' type='image/png'/></metadata>
                </item>""".formatted(ID))));
        assertThat(AvatarEvent.none(juliet, romeo))
                .isEqualTo(Xml.parse(event.formatted("<item><metadata xmlns='urn:xmpp:avatar:metadata'/></item>")));
    }

    private static @Nullable AvatarRequest parse(String child) {
        return AvatarRequest.parse(
                Xml.parse("<pubsub xmlns='http://jabber.org/protocol/pubsub'>" + child + "</pubsub>"));
    }
}
