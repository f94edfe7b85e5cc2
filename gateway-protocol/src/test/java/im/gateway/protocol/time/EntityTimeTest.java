package im.gateway.protocol.time;

import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.protocol.testing.Xml;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** XEP-0202 section 3 and XEP-0090. */
class EntityTimeTest {
    @Test
    void theExample() {
        EntityTime time = new EntityTime(Instant.parse("2006-12-19T17:58:35Z"), ZoneOffset.ofHours(-6));
        assertThat(time.toXml())
                .isEqualTo(Xml.parse(
                        "<time xmlns='urn:xmpp:time'><tzo>-06:00</tzo><utc>2006-12-19T17:58:35Z</utc></time>"));
        assertThat(EntityTime.parse(time.toXml())).isEqualTo(time);
    }

    /** A numeric offset also for UTC: not every client reads the Z that XEP-0082 allows. */
    @Test
    void utcIsWrittenAsAnOffset() {
        EntityTime time = new EntityTime(Instant.EPOCH, ZoneOffset.UTC);
        assertThat(time.toXml().childText(EntityTime.NAMESPACE, "tzo")).isEqualTo("+00:00");
        assertThat(EntityTime.parse(time.toXml())).isEqualTo(time);
    }

    @Test
    void theExampleOfThePredecessor() {
        EntityTime time = new EntityTime(Instant.parse("2002-09-10T17:58:35Z"), ZoneOffset.ofHours(-5));
        assertThat(time.toLegacyXml()).isEqualTo(Xml.parse("""
                <query xmlns='jabber:iq:time'>
                  <utc>20020910T17:58:35</utc>
                  <tz>-05:00</tz>
                  <display>Tue Sep 10 12:58:35 2002</display>
                </query>"""));
        assertThat(EntityTime.parse(time.toLegacyXml()))
                .isEqualTo(new EntityTime(Instant.parse("2002-09-10T17:58:35Z"), ZoneOffset.UTC));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<time xmlns='urn:xmpp:time'/>",
                "<time xmlns='urn:xmpp:time'><tzo>x</tzo><utc>2006-12-19T17:58:35Z</utc></time>",
                "<time xmlns='urn:xmpp:time'><tzo>+01:00</tzo><utc>yesterday</utc></time>",
                "<query xmlns='jabber:iq:time'><utc>2002</utc></query>",
                "<query xmlns='jabber:iq:version'/>",
            })
    void whatIsMalformedIsNone(String xml) {
        assertThat(EntityTime.parse(Xml.parse(xml))).isNull();
    }
}
