package im.gateway.protocol.commands;

import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.protocol.dataform.DataForm;
import im.gateway.protocol.dataform.Field;
import im.gateway.protocol.dataform.FieldType;
import im.gateway.protocol.stanza.Iq;
import im.gateway.protocol.stanza.Message;
import im.gateway.protocol.stanza.StanzaCondition;
import im.gateway.protocol.stanza.StanzaError;
import im.gateway.protocol.testing.Xml;
import im.gateway.protocol.xml.Element;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** XEP-0050, with its examples. */
class CommandsTest {
    /** Example 5. */
    @Test
    void anExecutionBegins() {
        CommandRequest request =
                read("<command xmlns='http://jabber.org/protocol/commands' node='list' action='execute'/>");
        assertThat(request).isEqualTo(new CommandRequest("list", null, CommandAction.EXECUTE, null));
        assertThat(read("<command xmlns='http://jabber.org/protocol/commands' node='list'/>"))
                .as("execute is what is meant where nothing is said")
                .isEqualTo(request);
    }

    /** Example 10. */
    @Test
    void aStepHasASessionAndAForm() {
        CommandRequest request = read("""
                <command xmlns='http://jabber.org/protocol/commands' sessionid='config:20020923T213616Z-700'
                         node='config' action='next'>
                  <x xmlns='jabber:x:data' type='submit'>
                    <field var='service'><value>httpd</value></field>
                  </x>
                </command>""");
        assertThat(request.sessionId()).isEqualTo("config:20020923T213616Z-700");
        assertThat(request.action()).isEqualTo(CommandAction.NEXT);
        assertThat(Objects.requireNonNull(request.form()).value("service")).isEqualTo("httpd");
        assertThat(request.toString()).as("a form may hold a password").doesNotContain("httpd");
    }

    @ParameterizedTest
    @CsvSource({
        "action='prev', '', PREV",
        "action='cancel', '', CANCEL",
        "action='complete', '', COMPLETE",
    })
    void readsEveryAction(String attribute, String child, CommandAction action) {
        assertThat(read("<command xmlns='http://jabber.org/protocol/commands' node='x' " + attribute + ">" + child
                                + "</command>")
                        .action())
                .isEqualTo(action);
    }

    @ParameterizedTest
    @CsvSource({
        "action='explode', '', MALFORMED_ACTION",
        "action='EXECUTE', '', MALFORMED_ACTION",
        "action='', '', MALFORMED_ACTION",
        "action='next', <x xmlns='jabber:x:data' type='question'/>, BAD_PAYLOAD",
    })
    void refusesWhatIsMalformed(String attribute, String child, CommandError error) {
        assertThat(CommandRequest.parse(Xml.parse("<command xmlns='http://jabber.org/protocol/commands' node='x' "
                        + attribute + ">" + child + "</command>")))
                .isEqualTo(new CommandRequest.Reading.Refused(error));
    }

    /** Section 4.4, the table of errors. */
    @ParameterizedTest
    @CsvSource({
        "MALFORMED_ACTION, malformed-action, modify, bad-request",
        "BAD_ACTION, bad-action, modify, bad-request",
        "BAD_LOCALE, bad-locale, modify, bad-request",
        "BAD_PAYLOAD, bad-payload, modify, bad-request",
        "BAD_SESSIONID, bad-sessionid, modify, bad-request",
        "SESSION_EXPIRED, session-expired, cancel, not-allowed",
    })
    void namesItsErrors(CommandError error, String wire, String type, String condition) {
        String xml = error.toStanzaError().toXml().toString();
        assertThat(xml)
                .contains("type='" + type + "'", "<" + condition + " ", "<" + wire + " ")
                .contains("http://jabber.org/protocol/commands");
    }

    /** Examples 8 and 14. */
    @Test
    void aStepIsAnswered() {
        Field field = Field.of("password", FieldType.TEXT_PRIVATE, "Password", List.of());
        DataForm form = new DataForm(DataForm.Type.FORM, null, List.of(), List.of(field));
        assertThat(new CommandResponse(
                                "register",
                                "1-1",
                                CommandResponse.Status.EXECUTING,
                                "en",
                                form,
                                List.of(CommandNote.error("No.")))
                        .toXml())
                .isEqualTo(Xml.parse("""
                        <command xmlns='http://jabber.org/protocol/commands' node='register' sessionid='1-1'
                                 status='executing' xml:lang='en'>
                          <actions execute='complete'><complete/></actions>
                          <x xmlns='jabber:x:data' type='form'>
                            <field type='text-private' var='password' label='Password'/>
                          </x>
                          <note type='error'>No.</note>
                        </command>"""));
        assertThat(new CommandResponse(
                                "state",
                                "1-2",
                                CommandResponse.Status.COMPLETED,
                                null,
                                null,
                                List.of(CommandNote.info("Yes.")))
                        .toXml())
                .isEqualTo(Xml.parse("""
                        <command xmlns='http://jabber.org/protocol/commands' node='state' sessionid='1-2' status='completed'>
                          <note type='info'>Yes.</note>
                        </command>"""));
    }

    @Test
    void anErrorDoesNotRepeatAPassword() {
        Iq iq = (Iq) Xml.stanza("""
                <iq type='set' id='1' from='romeo@montague.lit/x' to='aim.shakespeare.lit'>
                  <command xmlns='http://jabber.org/protocol/commands' node='register' sessionid='7'>
                    <x xmlns='jabber:x:data' type='submit'><field var='password'><value>ILoveJuliet</value></field></x>
                  </command>
                </iq>""");
        assertThat(iq.toError(StanzaError.of(StanzaCondition.NOT_ACCEPTABLE)).toString())
                .doesNotContain("ILoveJuliet")
                .contains("sessionid='7'", "<not-acceptable ");
        Message message = (Message) Xml.stanza("""
                <message type='chat' id='1' from='romeo@montague.lit/x' to='aim.shakespeare.lit'>
                  <body>register Romeo ILoveJuliet</body>
                </message>""");
        assertThat(message.toError(StanzaError.of(StanzaCondition.NOT_ALLOWED)).toString())
                .doesNotContain("ILoveJuliet")
                .contains("<not-allowed ");
    }

    private static CommandRequest read(String xml) {
        Element command = Xml.parse(xml);
        assertThat(CommandRequest.isCommand(command)).isTrue();
        CommandRequest.Reading reading = CommandRequest.parse(command);
        assertThat(reading).isInstanceOf(CommandRequest.Reading.Valid.class);
        return ((CommandRequest.Reading.Valid) reading).request();
    }
}
