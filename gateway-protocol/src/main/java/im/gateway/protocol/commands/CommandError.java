package im.gateway.protocol.commands;

import im.gateway.protocol.stanza.StanzaCondition;
import im.gateway.protocol.stanza.StanzaError;
import im.gateway.protocol.xml.Element;

/** The errors that belong to commands (XEP-0050 section 4.4), each beside the stanza error that it makes more precise. */
public enum CommandError {
    /** The action is not one of those that this step allows. */
    BAD_ACTION("bad-action", StanzaCondition.BAD_REQUEST),
    /** The language cannot be had. */
    BAD_LOCALE("bad-locale", StanzaCondition.BAD_REQUEST),
    /** What came with the action is not what the step asks for. */
    BAD_PAYLOAD("bad-payload", StanzaCondition.BAD_REQUEST),
    /** There is no such session, or it is another's. */
    BAD_SESSIONID("bad-sessionid", StanzaCondition.BAD_REQUEST),
    /** The action is not one that exists. */
    MALFORMED_ACTION("malformed-action", StanzaCondition.BAD_REQUEST),
    /** The session has been there, and has waited too long. */
    SESSION_EXPIRED("session-expired", StanzaCondition.NOT_ALLOWED);

    private final String wire;
    private final StanzaCondition condition;

    CommandError(String wire, StanzaCondition condition) {
        this.wire = wire;
        this.condition = condition;
    }

    public String wire() {
        return wire;
    }

    public StanzaError toStanzaError() {
        return StanzaError.of(condition).withSpecific(Element.of(CommandRequest.NAMESPACE, wire));
    }
}
