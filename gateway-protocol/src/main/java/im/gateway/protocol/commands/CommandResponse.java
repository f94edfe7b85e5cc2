package im.gateway.protocol.commands;

import im.gateway.protocol.dataform.DataForm;
import im.gateway.protocol.xml.Element;
import java.util.List;
import java.util.Locale;
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
        CANCELED,
        COMPLETED,
        /** A form is to be filled in; the next step is the last one. */
        EXECUTING;

        private final String wire = name().toLowerCase(Locale.ROOT);

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
        if (status == Status.EXECUTING) {
            String last = CommandAction.COMPLETE.wire();
            command.child(Element.builder(CommandRequest.NAMESPACE, "actions")
                    .attribute("execute", last)
                    .child(last)
                    .build());
        }
        return command.child(form == null ? null : form.toXml())
                .children(notes.stream().map(CommandNote::toXml).toList())
                .build();
    }
}
