package im.gateway.protocol.dataform;

import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.protocol.testing.Xml;
import im.gateway.protocol.xml.Element;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** XEP-0004. */
class DataFormTest {
    /** Section 3.2, every part of a field. */
    @Test
    void aFormComesBack() {
        String xml = """
                <x xmlns='jabber:x:data' type='form'>
                  <title>Bot Configuration</title>
                  <instructions>Fill out this form</instructions>
                  <instructions>to configure your new bot!</instructions>
                  <field type='hidden' var='FORM_TYPE'><value>jabber:bot</value></field>
                  <field type='fixed'><value>Section 1: Bot Info</value></field>
                  <field type='text-single' label='The name of your bot' var='botname'>
                    <desc>How it is called</desc><required/>
                  </field>
                  <field type='text-multi' var='description'><value>one</value><value>two</value></field>
                  <field type='list-single' label='Maximum number of subscribers' var='maxsubs'>
                    <value>20</value>
                    <option label='10'><value>10</value></option>
                    <option><value>20</value></option>
                  </field>
                </x>""";
        DataForm form = DataForm.parse(Xml.parse(xml));
        assertThat(form).isNotNull();
        assertThat(form.toXml()).isEqualTo(Xml.parse(xml));
        assertThat(form.formType()).isEqualTo("jabber:bot");
        assertThat(form.title()).isEqualTo("Bot Configuration");
        assertThat(form.instructions()).containsExactly("Fill out this form", "to configure your new bot!");
        assertThat(form.field("botname"))
                .isEqualTo(new Field(
                        "botname",
                        FieldType.TEXT_SINGLE,
                        "The name of your bot",
                        "How it is called",
                        true,
                        List.of(),
                        List.of()));
        Field choices = form.field("maxsubs");
        assertThat(choices).isNotNull();
        assertThat(choices.options()).containsExactly(new Field.Option("10", "10"), new Field.Option("20", null));
        assertThat(form.value("description")).isEqualTo("one");
        assertThat(form.value("botname")).isNull();
        assertThat(form.field("none")).isNull();
    }

    /** Section 3.2: the answer carries names and values only. */
    @Test
    void aSubmittedFormIsBare() {
        DataForm answer = new DataForm(
                DataForm.Type.SUBMIT,
                null,
                List.of(),
                List.of(
                        Field.hidden(DataForm.FORM_TYPE, "jabber:bot"),
                        Field.of("botname", FieldType.TEXT_SINGLE, "label", List.of("The Jabber Google Bot"))
                                .asRequired()
                                .withOptions(List.of(new Field.Option("a", "b")))));
        assertThat(answer.toXml()).isEqualTo(Xml.parse("""
                <x xmlns='jabber:x:data' type='submit'>
                  <field type='hidden' var='FORM_TYPE'><value>jabber:bot</value></field>
                  <field var='botname'><value>The Jabber Google Bot</value></field>
                </x>"""));
    }

    /** Section 3.3. */
    @ParameterizedTest
    @CsvSource({"1, true", "true, true", "0, false", "false, false", "TRUE, false", "yes, false"})
    void booleans(String value, boolean expected) {
        DataForm form = new DataForm(
                DataForm.Type.SUBMIT, null, List.of(), List.of(Field.of("b", FieldType.BOOLEAN, null, List.of(value))));
        assertThat(form.isTrue("b")).isEqualTo(expected);
        assertThat(form.isTrue("c")).isFalse();
    }

    @Test
    void everyTypeHasItsNameOnTheWire() {
        for (FieldType type : FieldType.values()) {
            assertThat(FieldType.ofWire(type.wire())).isEqualTo(type);
        }
        assertThat(FieldType.JID_MULTI.wire()).isEqualTo("jid-multi");
        assertThat(FieldType.ofWire("colour")).isEqualTo(FieldType.TEXT_SINGLE);
        assertThat(FieldType.ofWire(null)).isEqualTo(FieldType.TEXT_SINGLE);
    }

    @Test
    void whatIsNoFormIsNone() {
        assertThat(DataForm.parse(Element.of(DataForm.NAMESPACE, "y"))).isNull();
        assertThat(DataForm.parse(Element.of("jabber:x:oob", "x"))).isNull();
        assertThat(DataForm.parse(Element.of(DataForm.NAMESPACE, "x"))).isNull();
    }
}
