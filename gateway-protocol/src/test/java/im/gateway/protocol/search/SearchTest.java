package im.gateway.protocol.search;

import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.protocol.jid.Jid;
import im.gateway.protocol.testing.Xml;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** XEP-0055. */
class SearchTest {
    private static final List<SearchForm.Entry> FIELDS =
            List.of(new SearchForm.Entry("username", "ICQ number"), new SearchForm.Entry("last", "Last name"));

    @Test
    void asksByPlainFieldsAndByForm() {
        assertThat(new SearchForm("Search", "Fill in a field.", FIELDS).toXml()).isEqualTo(Xml.parse("""
                <query xmlns='jabber:iq:search'>
                  <instructions>Fill in a field.</instructions>
                  <last/>
                  <x xmlns='jabber:x:data' type='form'>
                    <title>Search</title>
                    <instructions>Fill in a field.</instructions>
                    <field type='hidden' var='FORM_TYPE'><value>jabber:iq:search</value></field>
                    <field type='text-single' var='username' label='ICQ number'/>
                    <field type='text-single' var='last' label='Last name'/>
                  </x>
                </query>"""));
    }

    /** Section 2.1, the search for Capulet. */
    @Test
    void readsPlainFields() {
        assertThat(parse("<last> Capulet </last><first/><nick>  </nick><other xmlns='urn:x'>y</other>"))
                .isEqualTo(new SearchRequest.Search(Map.of("last", "Capulet"), false));
        assertThat(parse("")).isEqualTo(new SearchRequest.Search(Map.of(), false));
    }

    @Test
    void readsADataForm() {
        String fields = "<field var='FORM_TYPE'><value>jabber:iq:search</value></field>"
                + "<field var='username'><value>1000001</value></field><field var='last'/>";
        assertThat(parse("<last>Capulet</last>" + form("submit", fields)))
                .isEqualTo(new SearchRequest.Search(Map.of("username", "1000001"), true));
        assertThat(parse(form("cancel", ""))).isEqualTo(new SearchRequest.Cancelled());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<x xmlns='jabber:x:data' type='form'/>",
                "<x xmlns='jabber:x:data'/>",
                "<x xmlns='jabber:x:data' type='submit'><field var='FORM_TYPE'><value>other</value></field></x>",
            })
    void refusesWhatIsMalformed(String fields) {
        assertThat(parse(fields)).isInstanceOf(SearchRequest.Malformed.class);
    }

    @Test
    void anotherPayloadIsMalformed() {
        assertThat(SearchRequest.parse(Xml.parse("<query xmlns='jabber:iq:register'/>")))
                .isInstanceOf(SearchRequest.Malformed.class);
    }

    @Test
    void answersByPlainFieldsAndByForm() {
        SearchReply reply = new SearchReply(
                List.of(new SearchReply.Item(Jid.of("juliet@aim.shakespeare.lit"), Map.of("last", "Capulet & Co"))));
        assertThat(reply.toPlainXml()).isEqualTo(Xml.parse("""
                <query xmlns='jabber:iq:search'>
                  <item jid='juliet@aim.shakespeare.lit'><first/><last>Capulet &amp; Co</last><nick/><email/></item>
                </query>"""));
        assertThat(reply.toFormXml(FIELDS, "Address")).isEqualTo(Xml.parse("""
                <query xmlns='jabber:iq:search'>
                  <x xmlns='jabber:x:data' type='result'>
                    <field type='hidden' var='FORM_TYPE'><value>jabber:iq:search</value></field>
                    <reported>
                      <field var='jid' type='jid-single' label='Address'/>
                      <field var='username' type='text-single' label='ICQ number'/>
                      <field var='last' type='text-single' label='Last name'/>
                    </reported>
                    <item>
                      <field var='jid'><value>juliet@aim.shakespeare.lit</value></field>
                      <field var='username'><value/></field>
                      <field var='last'><value>Capulet &amp; Co</value></field>
                    </item>
                  </x>
                </query>"""));
    }

    /** Section 2.1: no match is an empty query. */
    @Test
    void nobodyIsAnEmptyQuery() {
        SearchReply nobody = new SearchReply(List.of());
        assertThat(nobody.toPlainXml()).isEqualTo(Xml.parse("<query xmlns='jabber:iq:search'/>"));
        assertThat(nobody.toFormXml(FIELDS, "Address")).isEqualTo(nobody.toPlainXml());
    }

    private static SearchRequest parse(String fields) {
        return SearchRequest.parse(Xml.parse("<query xmlns='jabber:iq:search'>" + fields + "</query>"));
    }

    private static String form(String type, String fields) {
        return "<x xmlns='jabber:x:data' type='" + type + "'>" + fields + "</x>";
    }
}
