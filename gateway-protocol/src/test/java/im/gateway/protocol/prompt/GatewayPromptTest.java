package im.gateway.protocol.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.protocol.jid.BareJid;
import im.gateway.protocol.testing.Xml;
import im.gateway.protocol.xml.Element;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** XEP-0100 section 6.3. */
class GatewayPromptTest {
    /** Listing 53. */
    @Test
    void thePrompt() {
        GatewayPrompt prompt = new GatewayPrompt(
                "Please enter the AOL Screen Name of the person you would like to contact.", "Contact ID");
        assertThat(prompt.toXml()).isEqualTo(Xml.parse("""
                <query xmlns='jabber:iq:gateway'>
                  <desc>Please enter the AOL Screen Name of the person you would like to contact.</desc>
                  <prompt>Contact ID</prompt>
                </query>"""));
        assertThat(GatewayPrompt.parse(prompt.toXml())).isEqualTo(prompt);
        assertThat(GatewayPrompt.parse(new GatewayPrompt(null, "Contact ID").toXml()))
                .isEqualTo(new GatewayPrompt(null, "Contact ID"));
    }

    /** Listing 54. */
    @Test
    void whatSomebodyTyped() {
        assertThat(GatewayPrompt.typed(
                        Xml.parse("<query xmlns='jabber:iq:gateway'><prompt> Foo Bar\n</prompt></query>")))
                .isEqualTo("Foo Bar");
        assertThat(GatewayPrompt.typed(GatewayPrompt.ofTyped("Foo Bar"))).isEqualTo("Foo Bar");
        assertThat(GatewayPrompt.typed(Xml.parse("<query xmlns='jabber:iq:gateway'><prompt/></query>")))
                .isEmpty();
        assertThat(GatewayPrompt.typed(Element.of(GatewayPrompt.NAMESPACE, "query")))
                .isNull();
        assertThat(GatewayPrompt.typed(Element.of("jabber:iq:version", "query")))
                .isNull();
        assertThat(GatewayPrompt.parse(Element.of(GatewayPrompt.NAMESPACE, "query")))
                .isNull();
    }

    /** Listing 55, with the address where Psi looks for it as well. */
    @Test
    @Tag("xep0100-12-1")
    void theAddress() {
        assertThat(GatewayPrompt.ofAddress(BareJid.of("foobar@aim.jabber.org"))).isEqualTo(Xml.parse("""
                <query xmlns='jabber:iq:gateway'>
                  <jid>foobar@aim.jabber.org</jid>
                  <prompt>foobar@aim.jabber.org</prompt>
                </query>"""));
    }
}
