package im.gateway.protocol.disco;

import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.protocol.dataform.DataForm;
import im.gateway.protocol.dataform.Field;
import im.gateway.protocol.jid.Jid;
import im.gateway.protocol.testing.Xml;
import im.gateway.protocol.xml.Element;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.xmlunit.assertj3.XmlAssert;

/** XEP-0030. */
class DiscoTest {
    /** XEP-0100 listing 3. */
    @Test
    void aGatewayDescribesItself() {
        DiscoInfo info = DiscoInfo.of(
                Identity.of("gateway", "aim", "AIM Gateway"),
                List.of(
                        "http://jabber.org/protocol/disco#info",
                        "jabber:iq:register",
                        "jabber:iq:time",
                        "jabber:iq:version"));
        String listing = """
                <query xmlns='http://jabber.org/protocol/disco#info'>
                  <identity category='gateway' type='aim' name='AIM Gateway'/>
                  <feature var='http://jabber.org/protocol/disco#info'/>
                  <feature var='jabber:iq:register'/>
                  <feature var='jabber:iq:time'/>
                  <feature var='jabber:iq:version'/>
                </query>""";
        XmlAssert.assertThat(info.toXml().toString())
                .and(listing)
                .ignoreWhitespace()
                .areIdentical();
        assertThat(DiscoInfo.parse(Xml.parse(listing))).isEqualTo(info);
    }

    @Test
    void nodesLanguagesAndFormsComeBack() {
        DataForm form = new DataForm(
                DataForm.Type.RESULT,
                null,
                List.of(),
                List.of(Field.hidden(DataForm.FORM_TYPE, "urn:x"), Field.hidden("os", "Mac")));
        DiscoInfo info =
                new DiscoInfo("n", List.of(new Identity("client", "pc", "el", "\u03A8")), List.of("f"), List.of(form));
        assertThat(DiscoInfo.parse(info.toXml())).isEqualTo(info);
        assertThat(info.at("other").node()).isEqualTo("other");
        assertThat(DiscoInfo.query("n"))
                .isEqualTo(Xml.parse("<query xmlns='http://jabber.org/protocol/disco#info' node='n'/>"));
        assertThat(DiscoInfo.query(null).attributeCount()).isZero();
    }

    @Test
    void whatIsIncompleteIsLeftOut() {
        DiscoInfo info = DiscoInfo.parse(Xml.parse("""
                <query xmlns='http://jabber.org/protocol/disco#info'>
                  <identity category='gateway'/><identity type='aim'/><feature/><feature var='a'/><x xmlns='jabber:x:data' type='?'/>
                </query>"""));
        assertThat(info).isEqualTo(new DiscoInfo(null, List.of(), List.of("a"), List.of()));
        assertThat(DiscoInfo.parse(Element.of("jabber:iq:version", "query"))).isNull();
        assertThat(DiscoItems.parse(Element.of(DiscoInfo.NAMESPACE, "query"))).isNull();
    }

    /** Section 4.1. */
    @Test
    void itemsComeBack() {
        DiscoItems items = new DiscoItems(
                null,
                List.of(
                        new DiscoItems.Item(Jid.of("people.shakespeare.lit"), null, "Directory of Characters"),
                        new DiscoItems.Item(Jid.of("mim.shakespeare.lit"), "n", null)));
        assertThat(items.toXml()).isEqualTo(Xml.parse("""
                <query xmlns='http://jabber.org/protocol/disco#items'>
                  <item jid='people.shakespeare.lit' name='Directory of Characters'/>
                  <item jid='mim.shakespeare.lit' node='n'/>
                </query>"""));
        assertThat(DiscoItems.parse(items.toXml())).isEqualTo(items);
        assertThat(
                        DiscoItems.parse(
                                Xml.parse(
                                        "<query xmlns='http://jabber.org/protocol/disco#items' node='x'><item/><item jid='@'/></query>")))
                .isEqualTo(new DiscoItems("x", List.of()));
    }
}
