package im.gateway.protocol.stanza;

import im.gateway.protocol.commands.CommandRequest;
import im.gateway.protocol.jid.Jid;
import im.gateway.protocol.register.RegistrationForm;
import im.gateway.protocol.xml.Element;
import org.jspecify.annotations.Nullable;

/**
 * An info/query stanza (RFC 6120 section 8.2.3).
 *
 * @param payload the one child of a request; null in an empty result
 */
public record Iq(
        Type type,
        Jid from,
        Jid to,
        @Nullable String id,
        @Nullable Element payload,
        Element element) implements Stanza {
    /** The four types of RFC 6120 section 8.2.3. */
    public enum Type {
        GET("get"),
        SET("set"),
        RESULT("result"),
        ERROR("error");

        private final String wire;

        Type(String wire) {
            this.wire = wire;
        }

        public String wire() {
            return wire;
        }
    }

    public boolean isRequest() {
        return type == Type.GET || type == Type.SET;
    }

    @Override
    public boolean isError() {
        return type == Type.ERROR;
    }

    /** As in {@link Stanza#toError}, but the password of a registration or a command does not travel back: it might be logged on the way. */
    @Override
    public Element toError(StanzaError error) {
        Element safe = payload == null ? null : withoutSecrets(payload);
        if (safe == null) {
            return Stanza.super.toError(error);
        }
        return element.toBuilder()
                .attribute("type", "error")
                .attribute("from", to.toString())
                .attribute("to", from.toString())
                .withoutChildren()
                .child(safe)
                .child(error.toXml())
                .build();
    }

    /** Null where there can be no secrets in it. */
    private static @Nullable Element withoutSecrets(Element payload) {
        if (payload.is(RegistrationForm.NAMESPACE, "query")) {
            return RegistrationForm.withoutSecrets(payload);
        }
        return CommandRequest.isCommand(payload) ? CommandRequest.withoutForm(payload) : null;
    }

    /** The result of this request, with a payload or without one. */
    public Element toResult(@Nullable Element resultPayload) {
        return request(Type.RESULT, to, from, id, resultPayload);
    }

    /** An iq of our own. */
    public static Element request(Type type, Jid from, Jid to, @Nullable String id, @Nullable Element payload) {
        return Element.builder(NAMESPACE, "iq")
                .attribute("type", type.wire())
                .attribute("from", from.toString())
                .attribute("to", to.toString())
                .attribute("id", id)
                .child(payload)
                .build();
    }
}
