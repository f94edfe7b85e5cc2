package im.gateway.protocol.stanza;

import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.protocol.stanza.StanzaReader.Reading;
import im.gateway.protocol.testing.Xml;
import im.gateway.protocol.xml.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 6120 section 8 and RFC 6121 sections 4 and 5, at the one gate. */
class StanzaReaderTest {
    private static final String ADDRESSES = " from='romeo@montague.lit/orchard' to='juliet@aim.shakespeare.lit' ";

    @Test
    void aMessage() {
        Message message = (Message) Xml.stanza("<message type='chat' id='m1' xml:lang='en'" + ADDRESSES
                + "><thread>t</thread><body>Neither, fair saint</body></message>");
        assertThat(message.type()).isEqualTo(Message.Type.CHAT);
        assertThat(message.from()).hasToString("romeo@montague.lit/orchard");
        assertThat(message.to()).hasToString("juliet@aim.shakespeare.lit");
        assertThat(message.id()).isEqualTo("m1");
        assertThat(message.lang()).isEqualTo("en");
        assertThat(message.body()).isEqualTo("Neither, fair saint");
        assertThat(message.thread()).isEqualTo("t");
        assertThat(message.isError()).isFalse();
    }

    /** RFC 6121 section 5.2.2: no type and an unknown one are normal. */
    @ParameterizedTest
    @CsvSource({"'', NORMAL", "type='foo', NORMAL", "type='groupchat', GROUPCHAT", "type='error', ERROR"})
    void messageTypes(String attribute, Message.Type type) {
        assertThat(((Message) Xml.stanza("<message" + ADDRESSES + attribute + "/>")).type())
                .isEqualTo(type);
    }

    /** RFC 6121 section 4.7. */
    @Test
    void aPresence() {
        Presence presence = (Presence) Xml.stanza("<presence" + ADDRESSES
                + "><show>dnd</show><status>Wooing Juliet</status><priority>-5</priority></presence>");
        assertThat(presence.type()).isEqualTo(Presence.Type.AVAILABLE);
        assertThat(presence.show()).isEqualTo(Presence.Show.DND);
        assertThat(presence.status()).isEqualTo("Wooing Juliet");
        assertThat(presence.priority()).isEqualTo(-5);
    }

    @ParameterizedTest
    @CsvSource({
        "<show>foo</show>, ONLINE, 0",
        "<priority>high</priority>, ONLINE, 0",
        "<priority>200</priority>, ONLINE, 0",
        "<show>chat</show><priority> 7 </priority>, CHAT, 7",
        "<show>xa</show>, XA, 0",
        "<show>away</show>, AWAY, 0"
    })
    void presenceValues(String payload, Presence.Show show, int priority) {
        Presence presence = (Presence) Xml.stanza("<presence" + ADDRESSES + ">" + payload + "</presence>");
        assertThat(presence.show()).isEqualTo(show);
        assertThat(presence.priority()).isEqualTo(priority);
    }

    @Test
    void everyPresenceTypeIsRead() {
        for (Presence.Type type : Presence.Type.values()) {
            String attribute = type.wire() == null ? "" : "type='" + type.wire() + "'";
            assertThat(((Presence) Xml.stanza("<presence" + ADDRESSES + attribute + "/>")).type())
                    .isEqualTo(type);
        }
    }

    @Test
    void anIqAndItsResult() {
        Iq iq = (Iq) Xml.stanza("<iq type='get' id='i1'" + ADDRESSES + "><query xmlns='jabber:iq:version'/></iq>");
        assertThat(iq.isRequest()).isTrue();
        assertThat(iq.payload()).isEqualTo(Element.of("jabber:iq:version", "query"));
        assertThat(iq.toResult(null))
                .isEqualTo(
                        Xml.parse(
                                "<iq type='result' id='i1' from='juliet@aim.shakespeare.lit' to='romeo@montague.lit/orchard'/>"));
    }

    /** RFC 6120 section 8.2.3: what a request has to have; the answer is {@code bad-request}. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<iq type='get' id='a' %s/>",
                "<iq type='set' id='a' %s><a xmlns='urn:a'/><b xmlns='urn:b'/></iq>",
                "<iq type='get' %s><a xmlns='urn:a'/></iq>",
                "<iq type='fetch' id='a' %s><a xmlns='urn:a'/></iq>",
                "<iq id='a' %s><a xmlns='urn:a'/></iq>",
                "<presence type='foo' %s/>",
            })
    void refusesABadRequest(String xml) {
        Reading.Refused refused = (Reading.Refused) StanzaReader.read(Xml.parse(xml.formatted(ADDRESSES)));
        assertThat(refused.reply()).isNotNull();
        assertThat(refused.reply().attribute("type")).isEqualTo("error");
        assertThat(refused.reply().attribute("to")).isEqualTo("romeo@montague.lit/orchard");
        assertThat(refused.reply().toString())
                .contains("<bad-request ")
                .contains("code='400'")
                .contains("type='modify'");
    }

    /** RFC 6120 section 8.3.3.8; and an error or a result is never answered (section 8.3.1). */
    @ParameterizedTest
    @CsvSource({
        "<message from='a@b' to='@c'/>, true",
        "<iq type='get' id='1' from='a@b' to='@c'><q xmlns='urn:q'/></iq>, true",
        "<presence from='a@b' to='x y@c'/>, true",
        "<message type='error' from='a@b' to='@c'/>, false",
        "<iq type='result' id='1' from='a@b' to='@c'/>, false",
        "<message from='@b' to='c'/>, false",
        "<message to='c'/>, false",
        "<message from='a@b'/>, false",
        "<message/>, false",
    })
    void refusesAMalformedAddress(String xml, boolean answered) {
        Reading.Refused refused = (Reading.Refused) StanzaReader.read(Xml.parse(xml));
        assertThat(refused.reason()).contains("expected: an XMPP address");
        if (answered) {
            assertThat(refused.reply()).isNotNull();
            assertThat(refused.reply().toString()).contains("<jid-malformed ").contains("to='a@b'");
        } else {
            assertThat(refused.reply()).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"<message xmlns='jabber:client' from='a' to='b'/>", "<route from='a' to='b'/>"})
    void refusesWhatIsNoStanza(String xml) {
        Reading.Refused refused = (Reading.Refused) StanzaReader.read(Xml.parse(xml));
        assertThat(refused.reply()).isNull();
        assertThat(refused.reason()).contains("expected");
    }
}
