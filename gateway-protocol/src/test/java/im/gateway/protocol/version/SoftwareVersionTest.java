package im.gateway.protocol.version;

import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.protocol.testing.Xml;
import im.gateway.protocol.xml.Element;
import org.junit.jupiter.api.Test;

/** XEP-0092 section 3. */
class SoftwareVersionTest {
    @Test
    void theExample() {
        SoftwareVersion version = new SoftwareVersion("Exodus", "0.7.0.4", "Windows-XP 5.01.2600");
        assertThat(version.toXml()).isEqualTo(Xml.parse("""
                <query xmlns='jabber:iq:version'>
                  <name>Exodus</name>
                  <version>0.7.0.4</version>
                  <os>Windows-XP 5.01.2600</os>
                </query>"""));
        assertThat(SoftwareVersion.parse(version.toXml())).isEqualTo(version);
    }

    @Test
    void theSystemMayStaySecretAndTheRestMayNot() {
        SoftwareVersion version = new SoftwareVersion("gateway", "1", null);
        assertThat(version.toXml().child(SoftwareVersion.NAMESPACE, "os")).isNull();
        assertThat(SoftwareVersion.parse(version.toXml())).isEqualTo(version);
        assertThat(SoftwareVersion.parse(Element.of(SoftwareVersion.NAMESPACE, "query")))
                .isNull();
        assertThat(SoftwareVersion.parse(Element.of("jabber:iq:time", "query"))).isNull();
    }
}
