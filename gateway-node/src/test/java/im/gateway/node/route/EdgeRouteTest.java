package im.gateway.node.route;

import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.node.edge.StanzaRoute;
import im.gateway.node.text.Texts;
import im.gateway.persistence.RegistrationId;
import im.gateway.protocol.jid.BareJid;
import im.gateway.protocol.testing.Xml;
import im.gateway.protocol.version.SoftwareVersion;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EdgeRouteTest {
    private static final GatewayDomain DOMAIN = new GatewayDomain(
            "aim.shakespeare.lit",
            "AIM Gateway",
            new AimNetwork(Set.of()),
            null,
            new SoftwareVersion("gateway", "1", null));
    private final StanzaRoute route =
            new EdgeRoute(new Router(DOMAIN, new Discovery(DOMAIN), Texts.load(), () -> Instant.EPOCH));

    @Test
    void everyRouteHasItsWordAtTheEdge() {
        assertThat(
                        of(
                                "<iq type='get' id='1' from='romeo@montague.lit' to='aim.shakespeare.lit'><ping xmlns='urn:xmpp:ping'/></iq>"))
                .isInstanceOfSatisfying(
                        StanzaRoute.Answer.class,
                        answer -> assertThat(answer.stanzas())
                                .containsExactly(
                                        Xml.parse(
                                                "<iq type='result' id='1' from='aim.shakespeare.lit' to='romeo@montague.lit'/>")));
        assertThat(of("<presence from='romeo@montague.lit/x' to='aim.shakespeare.lit'/>"))
                .isEqualTo(new StanzaRoute.ToUser(
                        new RegistrationId("aim.shakespeare.lit", BareJid.of("romeo@montague.lit"))));
        assertThat(of("<message from='montague.lit' to='aim.shakespeare.lit'><privilege xmlns='urn:xmpp:privilege:1'>"
                        + "<perm access='roster' type='get'/></privilege></message>"))
                .isInstanceOfSatisfying(
                        StanzaRoute.Ignore.class,
                        ignore -> assertThat(ignore.reason()).contains("montague.lit"));
        assertThat(of("<presence from='montague.lit' to='aim.shakespeare.lit'/>"))
                .isInstanceOf(StanzaRoute.Ignore.class);
    }

    private StanzaRoute.Routed of(String xml) {
        return route.of(Xml.stanza(xml));
    }
}
