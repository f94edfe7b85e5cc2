package im.gateway.protocol.caps;

import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.protocol.disco.DiscoInfo;
import im.gateway.protocol.disco.Identity;
import im.gateway.protocol.testing.Xml;
import java.util.List;
import org.junit.jupiter.api.Test;

/** XEP-0115. */
class CapsTest {
    private static final List<String> EXODUS = List.of(
            "http://jabber.org/protocol/muc",
            "http://jabber.org/protocol/disco#items",
            "http://jabber.org/protocol/disco#info",
            "http://jabber.org/protocol/caps");

    /** Section 5.2. */
    @Test
    void simpleGenerationExample() {
        DiscoInfo info = DiscoInfo.of(Identity.of("client", "pc", "Exodus 0.9.1"), EXODUS);
        assertThat(VerificationString.of(info)).isEqualTo("QgayPKawpkPSDYmwT/WM94uAlu0=");
    }

    /** Section 5.3: identities in two languages, and a form. */
    @Test
    void complexGenerationExample() {
        DiscoInfo info = DiscoInfo.parse(Xml.parse("""
                <query xmlns='http://jabber.org/protocol/disco#info'
                       node='http://psi-im.org#q07IKJEyjvHSyhy//CH0CxmKi8w='>
                  <identity xml:lang='en' category='client' name='Psi 0.11' type='pc'/>
                  <identity xml:lang='el' category='client' name='\u03A8 0.11' type='pc'/>
                  <feature var='http://jabber.org/protocol/caps'/>
                  <feature var='http://jabber.org/protocol/disco#info'/>
                  <feature var='http://jabber.org/protocol/disco#items'/>
                  <feature var='http://jabber.org/protocol/muc'/>
                  <x xmlns='jabber:x:data' type='result'>
                    <field var='FORM_TYPE' type='hidden'>
                      <value>urn:xmpp:dataforms:softwareinfo</value>
                    </field>
                    <field var='ip_version' type='text-multi' >
                      <value>ipv4</value>
                      <value>ipv6</value>
                    </field>
                    <field var='os'><value>Mac</value></field>
                    <field var='os_version'><value>10.5.1</value></field>
                    <field var='software'><value>Psi</value></field>
                    <field var='software_version'><value>0.11</value></field>
                  </x>
                </query>"""));
        assertThat(info).isNotNull();
        assertThat(VerificationString.of(info)).isEqualTo("q07IKJEyjvHSyhy//CH0CxmKi8w=");
    }

    /** {@code i;octet} puts U+FFFD before U+1F600; the order of UTF-16 units is the other way round. */
    @Test
    void sortsByOctets() {
        Identity identity = Identity.of("client", "pc", null);
        String low = "urn:x:\uFFFD";
        String high = "urn:x:\uD83D\uDE00";
        assertThat(VerificationString.of(DiscoInfo.of(identity, List.of(low, high))))
                .isEqualTo(VerificationString.of(DiscoInfo.of(identity, List.of(high, low))))
                .isEqualTo("5u8WZKr8p347SCcwm8/WxnV/jeo=");
    }

    /** Section 4. */
    @Test
    void standsInAPresence() {
        Caps caps = Caps.of(
                "http://code.google.com/p/exodus", DiscoInfo.of(Identity.of("client", "pc", "Exodus 0.9.1"), EXODUS));
        assertThat(caps.toXml()).isEqualTo(Xml.parse("""
                <c xmlns='http://jabber.org/protocol/caps' hash='sha-1' node='http://code.google.com/p/exodus'
                   ver='QgayPKawpkPSDYmwT/WM94uAlu0='/>"""));
        assertThat(caps.discoNode()).isEqualTo("http://code.google.com/p/exodus#QgayPKawpkPSDYmwT/WM94uAlu0=");
        assertThat(Caps.of(Xml.parse("<presence>" + caps.toXml() + "</presence>")))
                .isEqualTo(caps);
        assertThat(Caps.of(Xml.parse("<presence/>"))).isNull();
        assertThat(Caps.of(Xml.parse(
                        "<presence><c xmlns='http://jabber.org/protocol/caps' node='n' ver='0.9'/></presence>")))
                .as("the protocol before version 1.4")
                .isNull();
    }
}
