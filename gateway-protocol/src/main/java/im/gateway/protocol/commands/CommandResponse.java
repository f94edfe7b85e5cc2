package im.gateway.protocol.commands;

import im.gateway.protocol.dataform.DataForm;
import im.gateway.protocol.xml.Element;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one step of a command (XEP-0050 section 3).
 *
 * @param lang the language of what people read in it
 * @param form what is to be filled in, or what the command has found out; null for none
 */
public record CommandResponse(
        String node,
        String sessionId,
        Status status,
        @Nullable String lang,
        @Nullable DataForm form,
        List<CommandNote> notes) {
    /** Where the execution stands. */
    public enum Status {
        CANCELED("canceled", null),
        COMPLETED("completed", null),
        /** A form is to be filled in; another one follows. */
        EXECUTING_FIRST("executing", CommandAction.NEXT),
        /** A form is to be filled in; the next step is the last one. */
        EXECUTING("executing", CommandAction.COMPLETE);

        private final String wire;
        /** How the execution goes on; null where it has ended. */
        private final @Nullable CommandAction goesOn;

        Status(String wire, @Nullable CommandAction goesOn) {
            this.wire = wire;
            this.goesOn = goesOn;
        }

        public String wire() {
            return wire;
        }
    }

    public CommandResponse {
        notes = List.copyOf(notes);
    }

    public Element toXml() {
        Element.Builder command = Element.builder(CommandRequest.NAMESPACE, "command")
                .attribute("node", node)
                .attribute("sessionid", sessionId)
                .attribute("status", status.wire())
                .attribute(Element.LANG, lang);
        CommandAction goesOn = status.goesOn;
        if (goesOn != null) {
            command.child(Element.builder(CommandRequest.NAMESPACE, "actions")
                    .attribute("execute", goesOn.wire())
                    .child(goesOn.wire())
                    .build());
        }
        return command.child(form == null ? null : form.toXml())
                .children(notes.stream().map(CommandNote::toXml).toList())
                .build();
    }
}
