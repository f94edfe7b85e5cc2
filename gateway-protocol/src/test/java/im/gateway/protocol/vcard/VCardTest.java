package im.gateway.protocol.vcard;

import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.protocol.testing.Xml;
import org.junit.jupiter.api.Test;

/** XEP-0054 and XEP-0153. */
class VCardTest {
    @Test
    void tellsWhatIsKnown() {
        VCard card = new VCard(
                "Juliet Capulet",
                "Juliet",
                "Capulet",
                "the sun",
                VCard.Photo.of("image/png", new byte[] {1, 2, 3, (byte) 255}),
                "1583-08-01",
                new VCard.Address(null, "Verona", null, "37100", null),
                "juliet@capulet.lit",
                "daughter",
                "Capulet & Co",
                "It is the east.",
                "https://capulet.lit/");
        assertThat(card.toXml()).isEqualTo(Xml.parse("""
                <vCard xmlns='vcard-temp'>
                  <FN>Juliet Capulet</FN>
                  <N><FAMILY>Capulet</FAMILY><GIVEN>Juliet</GIVEN></N>
                  <NICKNAME>the sun</NICKNAME>
                  <PHOTO><TYPE>image/png</TYPE><BINVAL>AQID/w==</BINVAL></PHOTO>
                  <BDAY>1583-08-01</BDAY>
                  <ADR><HOME/><LOCALITY>Verona</LOCALITY><PCODE>37100</PCODE></ADR>
                  <EMAIL><INTERNET/><USERID>juliet@capulet.lit</USERID></EMAIL>
                  <TITLE>daughter</TITLE>
                  <ORG><ORGNAME>Capulet &amp; Co</ORGNAME></ORG>
                  <DESC>It is the east.</DESC>
                  <URL>https://capulet.lit/</URL>
                </vCard>"""));
        assertThat(VCard.isCard(card.toXml())).isTrue();
    }

    @Test
    void leavesOutWhatIsNot() {
        assertThat(VCard.of("AIM", null).toXml())
                .isEqualTo(Xml.parse("<vCard xmlns='vcard-temp'><FN>AIM</FN></vCard>"));
    }

    /** XEP-0153 section 4.1: a picture, none, and not known. */
    @Test
    void presenceTellsOfThePicture() {
        assertThat(PhotoUpdate.of("01b87fcd030b72895ff8e88db57ec525450f000d"))
                .isEqualTo(Xml.parse("<x xmlns='vcard-temp:x:update'>"
                        + "<photo>01b87fcd030b72895ff8e88db57ec525450f000d</photo></x>"));
        assertThat(PhotoUpdate.none()).isEqualTo(Xml.parse("<x xmlns='vcard-temp:x:update'><photo/></x>"));
        assertThat(PhotoUpdate.unknown()).isEqualTo(Xml.parse("<x xmlns='vcard-temp:x:update'/>"));
    }
}
