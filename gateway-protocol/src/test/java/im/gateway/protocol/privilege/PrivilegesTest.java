package im.gateway.protocol.privilege;

import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.protocol.jid.BareJid;
import im.gateway.protocol.jid.Jid;
import im.gateway.protocol.privilege.Privileges.Access;
import im.gateway.protocol.roster.RosterItem;
import im.gateway.protocol.roster.RosterItem.Subscription;
import im.gateway.protocol.stanza.Message;
import im.gateway.protocol.testing.Xml;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xmlunit.assertj3.XmlAssert;

/** XEP-0356. */
class PrivilegesTest {
    /** Sections 4.2, 5.2 and 6.2, in both namespaces. */
    @ParameterizedTest
    @CsvSource({"urn:xmpp:privilege:2", "urn:xmpp:privilege:1"})
    void whatAServerGrants(String namespace) {
        assertThat(advertised("<privilege xmlns='" + namespace + "'>"
                        + "<perm access='roster' type='both' push='true'/>"
                        + "<perm access='message' type='outgoing'/>"
                        + "<perm access='iq'><namespace ns='http://jabber.org/protocol/pubsub' type='set'/></perm>"
                        + "<perm access='presence' type='roster'/>"
                        + "</privilege>"))
                .isEqualTo(new Privileges(
                        namespace, Access.BOTH, true, true, Map.of("http://jabber.org/protocol/pubsub", Access.SET)));
    }

    /** Section 4.1: the defaults of push. */
    @ParameterizedTest
    @CsvSource({
        "type='get', GET, true",
        "type='get' push='false', GET, false",
        "type='set', SET, false",
        "type='set' push='true', SET, false",
        "type='none', NONE, false",
        "type='everything', NONE, false",
        "type='both', BOTH, true",
    })
    void rosterAccess(String attributes, Access access, boolean push) {
        Privileges privileges = advertised(
                "<privilege xmlns='urn:xmpp:privilege:2'><perm access='roster' " + attributes + "/></privilege>");
        assertThat(privileges).isEqualTo(new Privileges(Privileges.NAMESPACE, access, push, false, Map.of()));
    }

    @Test
    void accessSaysWhatIsAllowed() {
        assertThat(Access.BOTH.canGet() && Access.BOTH.canSet() && Access.GET.canGet() && Access.SET.canSet())
                .isTrue();
        assertThat(Access.NONE.canGet() || Access.NONE.canSet() || Access.GET.canSet() || Access.SET.canGet())
                .isFalse();
    }

    @Test
    void whatIsNoAdvertisementIsNone() {
        assertThat(advertised("<body>hello</body>")).isNull();
        assertThat(Privileges.of(
                        (Message) Xml.stanza("<message type='error' from='capulet.net' to='pubsub.capulet.lit'>"
                                + "<privilege xmlns='urn:xmpp:privilege:2'/></message>")))
                .isNull();
    }

    /** Section 4.3. */
    @Test
    void rosterRequests() {
        Jid gateway = Jid.of("aim.capulet.lit");
        BareJid juliet = BareJid.of("juliet@capulet.lit");
        assertThat(Privileged.rosterGet(gateway, juliet, "roster1"))
                .isEqualTo(Xml.parse("<iq id='roster1' from='aim.capulet.lit' to='juliet@capulet.lit' type='get'>"
                        + "<query xmlns='jabber:iq:roster'/></iq>"));
        RosterItem item =
                new RosterItem(BareJid.of("nurse@aim.capulet.lit"), "Nurse", Subscription.BOTH, false, List.of("AIM"));
        assertThat(Privileged.rosterSet(gateway, juliet, "roster2", item))
                .isEqualTo(Xml.parse(
                        "<iq id='roster2' from='aim.capulet.lit' to='juliet@capulet.lit' type='set'><query xmlns='jabber:iq:roster'>"
                                + "<item jid='nurse@aim.capulet.lit' name='Nurse' subscription='both'><group>AIM</group></item>"
                                + "</query></iq>"));
    }

    /** Section 5.3: the forwarded message is in the namespace of clients, through and through; for servers of both revisions. */
    @Test
    void aMessageInAUsersName() {
        String message = "<message from='juliet@capulet.lit' to='romeo@montague.lit/orchard' id='foo'>"
                + "<body>hello</body><x xmlns='urn:x'><y/></x></message>";
        String forwarded = "<forwarded xmlns='urn:xmpp:forward:0'>"
                + message.replace("<message ", "<message xmlns='jabber:client' ") + "</forwarded>";
        assertThat(Privileged.message(
                                Jid.of("aim.capulet.lit"),
                                BareJid.of("juliet@capulet.lit"),
                                "notif1",
                                Xml.parse(message))
                        .toString())
                .satisfies(xml -> XmlAssert.assertThat(xml)
                        .and(
                                "<message xmlns='jabber:component:accept' from='aim.capulet.lit' to='capulet.lit' id='notif1'>"
                                        + "<privilege xmlns='urn:xmpp:privilege:2'>" + forwarded + "</privilege>"
                                        + "<privilege xmlns='urn:xmpp:privilege:1'>" + forwarded
                                        + "</privilege></message>")
                        .areSimilar());
    }

    private static @Nullable Privileges advertised(String payload) {
        return Privileges.of((Message)
                Xml.stanza("<message from='capulet.net' to='pubsub.capulet.lit' id='12345'>" + payload + "</message>"));
    }
}
