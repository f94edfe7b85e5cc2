package im.gateway.protocol.stanza;

import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.protocol.stanza.StanzaCondition.ErrorType;
import im.gateway.protocol.testing.Xml;
import im.gateway.protocol.xml.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** RFC 6120 section 8.3 and XEP-0086. */
class StanzaErrorTest {
    /** XEP-0100 listing 30, from and to as they have to be. */
    @Test
    void aFailedLogin() {
        Presence presence = (Presence) Xml.stanza("<presence from='romeo@montague.lit' to='aim.shakespeare.lit'/>");
        assertThat(presence.toError(StanzaError.of(StanzaCondition.REMOTE_SERVER_TIMEOUT)))
                .isEqualTo(Xml.parse("""
                <presence type='error' from='aim.shakespeare.lit' to='romeo@montague.lit'>
                  <error code='504' type='wait'>
                    <remote-server-timeout xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>
                  </error>
                </presence>"""));
    }

    /** XEP-0100 listing 15, but the password's place is empty: it might be logged on the way back. */
    @Test
    void aRefusedRegistration() {
        Iq iq = (Iq) Xml.stanza("""
                <iq type='set' from='romeo@montague.lit/orchard' to='aim.shakespeare.lit' id='reg2'>
                  <query xmlns='jabber:iq:register'>
                    <username>RomeoMyRomeo</username><password>ILoveJuliet</password>
                  </query>
                </iq>""");
        assertThat(iq.toError(StanzaError.of(StanzaCondition.NOT_ACCEPTABLE))).isEqualTo(Xml.parse("""
                <iq type='error' from='aim.shakespeare.lit' to='romeo@montague.lit/orchard' id='reg2'>
                  <query xmlns='jabber:iq:register'>
                    <username>RomeoMyRomeo</username><password/>
                  </query>
                  <error code='406' type='modify'>
                    <not-acceptable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>
                  </error>
                </iq>"""));
    }

    /** XEP-0086 section 3. */
    @ParameterizedTest
    @CsvSource({
        "bad-request, modify, 400",
        "conflict, cancel, 409",
        "feature-not-implemented, cancel, 501",
        "forbidden, auth, 403",
        "gone, modify, 302",
        "internal-server-error, wait, 500",
        "item-not-found, cancel, 404",
        "jid-malformed, modify, 400",
        "not-acceptable, modify, 406",
        "not-allowed, cancel, 405",
        "not-authorized, auth, 401",
        "recipient-unavailable, wait, 404",
        "redirect, modify, 302",
        "registration-required, auth, 407",
        "remote-server-not-found, cancel, 404",
        "remote-server-timeout, wait, 504",
        "resource-constraint, wait, 500",
        "service-unavailable, cancel, 503",
        "subscription-required, auth, 407",
        "unexpected-request, wait, 400"
    })
    void legacyCodes(String wire, String type, int code) {
        StanzaCondition condition = StanzaCondition.ofWire(wire);
        assertThat(condition).isNotNull();
        assertThat(condition.usualType().wire()).isEqualTo(type);
        assertThat(condition.legacyCode()).isEqualTo(code);
    }

    @ParameterizedTest
    @EnumSource
    void everyErrorComesBack(StanzaCondition condition) {
        StanzaError error = StanzaError.of(condition)
                .withText("Das geht nicht.", "de")
                .withType(ErrorType.CONTINUE)
                .withSpecific(Element.of("urn:x", "why"));
        Message message = (Message) Xml.stanza("<message from='a@b' to='c@d'><body>x</body></message>");
        assertThat(StanzaError.of(Xml.stanza(message.toError(error).toString())))
                .isEqualTo(error);
    }

    @Test
    void anUnknownConditionIsUndefined() {
        assertThat(StanzaError.of(Xml.stanza("<message type='error' from='a' to='b'><error type='wait'>"
                        + "<coffee xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></message>")))
                .isEqualTo(new StanzaError(StanzaCondition.UNDEFINED_CONDITION, ErrorType.WAIT, null, null, null));
        assertThat(StanzaError.of(Xml.stanza("<message type='error' from='a' to='b'/>")))
                .isNull();
        assertThat(StanzaCondition.ofWire("coffee")).isNull();
    }

    @Test
    void wordsOfOursAreEnglish() {
        assertThat(StanzaError.of(StanzaCondition.NOT_ALLOWED, "No.").lang()).isEqualTo("en");
    }
}
