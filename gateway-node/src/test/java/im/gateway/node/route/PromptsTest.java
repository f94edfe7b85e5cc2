package im.gateway.node.route;

import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.node.text.Texts;
import im.gateway.protocol.prompt.GatewayPrompt;
import im.gateway.protocol.stanza.Iq;
import im.gateway.protocol.testing.Xml;
import im.gateway.protocol.version.SoftwareVersion;
import im.gateway.protocol.xml.Element;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** XEP-0100 section 6.3. */
class PromptsTest {
    private final Prompts prompts = new Prompts(
            new GatewayDomain(
                    "aim.jabber.org", "AIM", new AimNetwork(Set.of()), null, new SoftwareVersion("gateway", "1", null)),
            Texts.load());

    /** Listings 52 and 53. */
    @Test
    @Tag("xep0100-6.3-table-aim")
    void asksInEnglish() {
        assertThat(ask("")).isEqualTo(Xml.parse("""
                <iq type='result' from='aim.jabber.org' to='stpeter@jabber.org/roundabout' id='gate1'>
                  <query xmlns='jabber:iq:gateway' xml:lang='en'>
                    <desc>Please enter the AOL Screen Name of the person you would like to contact.</desc>
                    <prompt>Contact ID</prompt>
                  </query>
                </iq>"""));
    }

    @ParameterizedTest
    @CsvSource({"de, de, AOL-Namen", "fr-CA, fr, pseudonyme", "ja, ja, AOL", "tlh, en, Screen Name"})
    @Tag("xep0100-6.3-lang")
    void asksInTheRequestsLanguage(String lang, String answered, String words) {
        Element query = ask("xml:lang='" + lang + "'").firstChild();
        assertThat(query).isNotNull();
        assertThat(query.attribute(Element.LANG)).isEqualTo(answered);
        assertThat(query.childText(GatewayPrompt.NAMESPACE, "desc")).contains(words);
    }

    /** Listings 54 and 55; spaces and case do not count on AIM. */
    @ParameterizedTest
    @CsvSource({
        "Foo Bar, foobar@aim.jabber.org",
        "romeo@example.com, romeo\\40example.com@aim.jabber.org",
        "romeo\\40example.com, romeo\\40example.com@aim.jabber.org",
        "foobar@aim.jabber.org, foobar@aim.jabber.org",
        "FooBar@AIM.jabber.org/x, foobar@aim.jabber.org",
        "romeo\\40example.com@aim.jabber.org, romeo\\40example.com@aim.jabber.org",
        "foo\\20bar, foobar@aim.jabber.org",
    })
    void givesAnAddress(String typed, String address) {
        assertThat(answer("<prompt>" + typed + "</prompt>")).isEqualTo(Xml.parse("""
                <iq type='result' from='aim.jabber.org' to='stpeter@jabber.org/roundabout' id='gate2'>
                  <query xmlns='jabber:iq:gateway'><jid>%1$s</jid><prompt>%1$s</prompt></query>
                </iq>""".formatted(address)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "x", "7up!", "\\5c", "x@aim.jabber.org", "@aim.jabber.org"})
    void refusesWhatNobodyCanBeCalled(String typed) {
        assertThat(answer("<prompt>" + typed + "</prompt>").toString())
                .contains("<not-acceptable ")
                .contains("code='406'")
                .contains("There can be no such name on AIM.");
    }

    @Test
    void refusesASetWithoutAPrompt() {
        assertThat(answer("").toString()).contains("<bad-request ");
    }

    private Element ask(String attributes) {
        return prompts.ask(
                (Iq) Xml.stanza("<iq type='get' to='aim.jabber.org' from='stpeter@jabber.org/roundabout' id='gate1' "
                        + attributes + "><query xmlns='jabber:iq:gateway'/></iq>"));
    }

    private Element answer(String payload) {
        Element query = Xml.parse("<query xmlns='jabber:iq:gateway'>" + payload + "</query>");
        return prompts.answer(
                (Iq) Xml.stanza("<iq type='set' to='aim.jabber.org' from='stpeter@jabber.org/roundabout' id='gate2'>"
                        + query + "</iq>"),
                query);
    }
}
