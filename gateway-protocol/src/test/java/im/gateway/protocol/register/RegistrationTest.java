package im.gateway.protocol.register;

import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.protocol.dataform.DataForm;
import im.gateway.protocol.testing.Xml;
import im.gateway.protocol.xml.Element;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** XEP-0077, and the listings of XEP-0100 sections 4.1 to 4.3. */
class RegistrationTest {
    private static final RegistrationForm.Words WORDS = new RegistrationForm.Words(
            "AIM", "Please provide your AIM screen name and password.", "Screen name", "Password", "Unregister");

    /** XEP-0100 listing 6, with the data form of XEP-0077 section 4 beside it. */
    @Test
    void asksWhoIsNotRegistered() {
        assertThat(new RegistrationForm(false, null, null, WORDS).toXml()).isEqualTo(Xml.parse("""
                <query xmlns='jabber:iq:register'>
                  <instructions>Please provide your AIM screen name and password.</instructions>
                  <username/>
                  <password/>
                  <x xmlns='jabber:x:data' type='form'>
                    <title>AIM</title>
                    <instructions>Please provide your AIM screen name and password.</instructions>
                    <field type='hidden' var='FORM_TYPE'><value>jabber:iq:register</value></field>
                    <field type='text-single' var='username' label='Screen name'><required/></field>
                    <field type='text-private' var='password' label='Password'><required/></field>
                  </x>
                </query>"""));
    }

    /** XEP-0100 listing 17, with the password's place empty. */
    @Test
    void tellsWhoIsRegistered() {
        assertThat(new RegistrationForm(true, "RomeoMyRomeo", null, WORDS).toXml())
                .isEqualTo(Xml.parse("""
                <query xmlns='jabber:iq:register'>
                  <registered/>
                  <instructions>Please provide your AIM screen name and password.</instructions>
                  <username>RomeoMyRomeo</username>
                  <password/>
                  <x xmlns='jabber:x:data' type='form'>
                    <title>AIM</title>
                    <instructions>Please provide your AIM screen name and password.</instructions>
                    <field type='hidden' var='FORM_TYPE'><value>jabber:iq:register</value></field>
                    <field type='text-single' var='username' label='Screen name'><value>RomeoMyRomeo</value></field>
                    <field type='text-private' var='password' label='Password'/>
                    <field type='boolean' var='remove' label='Unregister'><value>0</value></field>
                  </x>
                </query>"""));
    }

    /** XEP-0100 listing 17 to the letter, where an operator wants it. */
    @Test
    void showsThePasswordWhereTold() {
        Element query = new RegistrationForm(true, "RomeoMyRomeo", "ILoveJuliet", WORDS).toXml();
        assertThat(query.childText(RegistrationForm.NAMESPACE, "password")).isEqualTo("ILoveJuliet");
        Element x = query.child(DataForm.NAMESPACE, "x");
        assertThat(x).isNotNull();
        DataForm form = DataForm.parse(x);
        assertThat(form).isNotNull();
        assertThat(form.value("password")).isEqualTo("ILoveJuliet");
    }

    /** XEP-0100 listing 7. */
    @Test
    void readsPlainFields() {
        assertThat(parse("<username> RomeoMyRomeo\n</username><password> ILoveJuliet </password>"))
                .isEqualTo(new RegistrationRequest.Submit("RomeoMyRomeo", " ILoveJuliet "));
        assertThat(parse("<username/>")).isEqualTo(new RegistrationRequest.Submit("", ""));
        assertThat(parse("")).isEqualTo(new RegistrationRequest.Submit("", ""));
    }

    /** XEP-0077 section 4: the form counts more. */
    @Test
    void readsADataForm() {
        assertThat(parse("<username>other</username>"
                        + form(
                                "submit",
                                "<field var='username'><value>romeo</value></field>"
                                        + "<field var='password'><value>x</value></field>")))
                .isEqualTo(new RegistrationRequest.Submit("romeo", "x"));
        assertThat(
                        parse(
                                "<x xmlns='jabber:x:data' type='submit'><field var='username'><value>romeo</value></field></x>"))
                .as("without a FORM_TYPE")
                .isEqualTo(new RegistrationRequest.Submit("romeo", ""));
    }

    /** XEP-0100 listing 21, XEP-0077 section 3.2. */
    @Test
    void readsARemoval() {
        assertThat(parse("<remove/>")).isEqualTo(new RegistrationRequest.Remove());
        assertThat(parse(form("submit", "<field var='remove'><value>1</value></field>")))
                .isEqualTo(new RegistrationRequest.Remove());
        assertThat(parse(form("submit", "<field var='remove'><value>0</value></field>")))
                .isEqualTo(new RegistrationRequest.Submit("", ""));
    }

    /** XEP-0077 section 3.2: remove is the only child, or the request is bad. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<remove/><username>romeo</username>",
                "<username/><remove/>",
                "<remove/><remove/>",
                "<remove/><x xmlns='jabber:x:data' type='submit'/>",
                "<x xmlns='jabber:x:data' type='form'/>",
                "<x xmlns='jabber:x:data'/>",
                "<x xmlns='jabber:x:data' type='submit'><field var='FORM_TYPE'><value>other</value></field></x>",
            })
    void refusesWhatIsMalformed(String fields) {
        assertThat(parse(fields)).isInstanceOf(RegistrationRequest.Malformed.class);
    }

    @Test
    void aFormCanBePutAway() {
        assertThat(parse(form("cancel", ""))).isEqualTo(new RegistrationRequest.Cancelled());
    }

    @Test
    void anotherPayloadIsMalformed() {
        assertThat(RegistrationRequest.parse(Element.of("jabber:iq:roster", "query")))
                .isInstanceOf(RegistrationRequest.Malformed.class);
    }

    @Test
    @Tag("xep0100-9-3")
    void nothingPrintsThePassword() {
        assertThat(new RegistrationRequest.Submit("romeo", "secret"))
                .asString()
                .contains("romeo")
                .doesNotContain("secret");
        assertThat(new RegistrationForm(true, "romeo", "secret", WORDS))
                .asString()
                .doesNotContain("secret");
        Element shown = RegistrationForm.withoutSecrets(
                Xml.parse("<query xmlns='jabber:iq:register'><username>romeo</username><password>secret</password>"
                        + form("submit", "<field var='password'><value>secret</value></field>") + "</query>"));
        assertThat(shown)
                .isEqualTo(
                        Xml.parse("<query xmlns='jabber:iq:register'><username>romeo</username><password/></query>"));
    }

    /** XEP-0100 listing 15 gives the fields back; so does the answer to a form. */
    @Test
    void aRefusedFormComesBackAsPlainFields() {
        Element shown = RegistrationForm.withoutSecrets(Xml.parse("<query xmlns='jabber:iq:register'>"
                + form(
                        "submit",
                        "<field var='username'><value>romeo</value></field>"
                                + "<field var='password'><value>secret</value></field>")
                + "</query>"));
        assertThat(shown)
                .isEqualTo(
                        Xml.parse("<query xmlns='jabber:iq:register'><username>romeo</username><password/></query>"));
    }

    private static String form(String type, String fields) {
        return "<x xmlns='jabber:x:data' type='" + type + "'>"
                + "<field var='FORM_TYPE' type='hidden'><value>jabber:iq:register</value></field>" + fields + "</x>";
    }

    private static RegistrationRequest parse(String fields) {
        return RegistrationRequest.parse(Xml.parse("<query xmlns='jabber:iq:register'>" + fields + "</query>"));
    }
}
