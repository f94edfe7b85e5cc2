package im.gateway.protocol.commands;

import im.gateway.protocol.dataform.DataForm;
import im.gateway.protocol.xml.Element;
import org.jspecify.annotations.Nullable;

/**
 * One step of a command, as a requester asks for it (XEP-0050 section 3).
 *
 * @param node which command
 * @param sessionId the execution that it goes on with; null where it begins one
 * @param form what was filled in; null where nothing was
 */
public record CommandRequest(
        String node,
        @Nullable String sessionId,
        CommandAction action,
        @Nullable DataForm form) {
    public static final String NAMESPACE = "http://jabber.org/protocol/commands";

    /** A request as it was read: this, or the error that answers it. */
    public sealed interface Reading {
        record Valid(CommandRequest request) implements Reading {}

        record Refused(CommandError error) implements Reading {}
    }

    /** A form may hold a password, so what is in it is not shown. */
    @Override
    public String toString() {
        return "CommandRequest[node=" + node + ", sessionId=" + sessionId + ", action=" + action + "]";
    }

    public static boolean isCommand(Element payload) {
        return payload.is(NAMESPACE, "command");
    }

    /** Reads the payload of the iq, an element for which {@link #isCommand} is true. */
    public static Reading parse(Element command) {
        CommandAction action = CommandAction.ofWire(command.attribute("action"));
        if (action == null) {
            return new Reading.Refused(CommandError.MALFORMED_ACTION);
        }
        Element x = command.child(DataForm.NAMESPACE, "x");
        DataForm form = x == null ? null : DataForm.parse(x);
        if (x != null && form == null) {
            return new Reading.Refused(CommandError.BAD_PAYLOAD);
        }
        return new Reading.Valid(
                new CommandRequest(command.attribute("node", ""), command.attribute("sessionid"), action, form));
    }

    /** A command as somebody sent it, as far as it may be repeated to them in an error: a form may hold a password. */
    public static Element withoutForm(Element command) {
        return command.toBuilder().withoutChildren().build();
    }
}
