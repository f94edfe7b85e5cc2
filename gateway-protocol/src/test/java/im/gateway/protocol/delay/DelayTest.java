package im.gateway.protocol.delay;

import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.protocol.jid.Jid;
import im.gateway.protocol.testing.Xml;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** XEP-0203 section 4 and XEP-0082 section 3.2. */
class DelayTest {
    @Test
    void theExample() {
        Delay delay = new Delay(Jid.of("capulet.com"), Instant.parse("2002-09-10T23:08:25Z"), "Offline Storage");
        assertThat(delay.toXml())
                .isEqualTo(Xml.parse("<delay xmlns='urn:xmpp:delay' from='capulet.com' stamp='2002-09-10T23:08:25Z'>"
                        + "Offline Storage</delay>"));
        assertThat(Delay.of(Xml.parse("<message><body>x</body>" + delay.toXml() + "</message>")))
                .isEqualTo(delay);
        Delay bare = new Delay(null, Instant.parse("2002-09-10T23:08:25.123Z"), null);
        assertThat(Delay.of(Xml.parse("<message>" + bare.toXml() + "</message>")))
                .isEqualTo(bare);
    }

    @Test
    void whatIsMalformedIsNone() {
        assertThat(Delay.of(Xml.parse("<message/>"))).isNull();
        assertThat(Delay.of(Xml.parse("<message><delay xmlns='urn:xmpp:delay'/></message>")))
                .isNull();
        assertThat(Delay.of(Xml.parse("<message><delay xmlns='urn:xmpp:delay' stamp='20020910T23:08:25'/></message>")))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "1969-07-21T02:56:15Z, 1969-07-21T02:56:15Z",
        "1969-07-20T21:56:15-05:00, 1969-07-21T02:56:15Z",
        "2002-09-10T23:08:25.120+00:00, 2002-09-10T23:08:25.120Z",
    })
    void readsAnyOffset(String text, String utc) {
        assertThat(XmppTime.parse(text)).isEqualTo(Instant.parse(utc));
        assertThat(XmppTime.format(Instant.parse(utc))).isEqualTo(utc);
    }

    @Test
    void writesMilliseconds() {
        assertThat(XmppTime.format(Instant.parse("2002-09-10T23:08:25.123456789Z")))
                .isEqualTo("2002-09-10T23:08:25.123Z");
    }
}
