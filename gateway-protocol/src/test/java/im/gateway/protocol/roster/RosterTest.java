package im.gateway.protocol.roster;

import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.protocol.jid.BareJid;
import im.gateway.protocol.roster.RosterItem.Subscription;
import im.gateway.protocol.testing.Xml;
import im.gateway.protocol.xml.Element;
import java.util.List;
import org.junit.jupiter.api.Test;

/** RFC 6121 section 2.1. */
class RosterTest {
    @Test
    void aRosterComesBack() {
        String xml = """
                <query xmlns='jabber:iq:roster'>
                  <item jid='romeo@example.net' name='Romeo' subscription='both'><group>Friends</group></item>
                  <item jid='mercutio@example.com' subscription='from' ask='subscribe'/>
                </query>""";
        Roster roster = new Roster(List.of(
                new RosterItem(BareJid.of("romeo@example.net"), "Romeo", Subscription.BOTH, false, List.of("Friends")),
                new RosterItem(BareJid.of("mercutio@example.com"), null, Subscription.FROM, true, List.of())));
        assertThat(Roster.parse(Xml.parse(xml))).isEqualTo(roster);
        assertThat(roster.toXml()).isEqualTo(Xml.parse(xml));
    }

    @Test
    void whatIsMissingHasItsDefault() {
        Roster roster = Roster.parse(
                Xml.parse(
                        "<query xmlns='jabber:iq:roster' ver='ver7'><item jid='nurse@example.com'/><item/><item jid='@'/></query>"));
        assertThat(roster)
                .isEqualTo(new Roster(List.of(
                        new RosterItem(BareJid.of("nurse@example.com"), null, Subscription.NONE, false, List.of()))));
        assertThat(Roster.parse(Element.of("jabber:iq:version", "query"))).isNull();
    }
}
