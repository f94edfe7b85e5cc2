package im.gateway.node.user;

import im.gateway.node.text.TextKey;
import im.gateway.protocol.commands.CommandRequest;
import im.gateway.protocol.stanza.Iq;
import im.gateway.protocol.stanza.Message;
import im.gateway.protocol.stanza.Stanza;
import im.gateway.protocol.stanza.StanzaCondition;
import org.jspecify.annotations.Nullable;

/** Tells what has become of a registration, in the way in which it was asked for: by {@code jabber:iq:register}, a command or in words. */
final class RegistrationReplies {
    private RegistrationReplies() {}

    static void done(Draft draft, Stanza request, TextKey words) {
        if (request instanceof Message message) {
            ChatRules.reply(draft, message, words);
        } else if (request instanceof Iq iq && isCommand(iq)) {
            CommandRules.registrationDone(draft, iq, words);
        } else if (request instanceof Iq iq) {
            draft.send(iq.toResult(null));
        }
    }

    static void refuse(Draft draft, Stanza request, StanzaCondition condition, @Nullable String text) {
        if (request instanceof Message message) {
            ChatRules.reply(draft, message, text == null ? condition.wire() : text);
        } else if (request instanceof Iq iq && isCommand(iq) && text != null) {
            CommandRules.registrationRefused(draft, iq, condition, text);
        } else {
            draft.send(request.toError(Answers.error(draft, request, condition, text)));
        }
    }

    private static boolean isCommand(Iq iq) {
        return iq.payload() != null && CommandRequest.isCommand(iq.payload());
    }
}
