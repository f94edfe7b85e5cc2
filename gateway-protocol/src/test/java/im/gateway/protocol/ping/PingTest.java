package im.gateway.protocol.ping;

import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.protocol.testing.Xml;
import org.junit.jupiter.api.Test;

/** XEP-0199 section 4. */
class PingTest {
    @Test
    void theExample() {
        assertThat(Ping.toXml()).isEqualTo(Xml.parse("<ping xmlns='urn:xmpp:ping'/>"));
    }
}
