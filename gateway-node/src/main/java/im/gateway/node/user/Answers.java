package im.gateway.node.user;

import im.gateway.node.text.TextKey;
import im.gateway.persistence.UserRecord.Registration;
import im.gateway.protocol.stanza.Stanza;
import im.gateway.protocol.stanza.StanzaCondition;
import im.gateway.protocol.stanza.StanzaError;
import org.jspecify.annotations.Nullable;

/** Words and errors for the user, in the user's language: that of the stanza that is answered, else the one that they
 * chose, else that of the registration. */
final class Answers {
    private Answers() {}

    static @Nullable String lang(Draft draft, @Nullable Stanza answered) {
        String lang = answered == null ? null : answered.lang();
        if (lang != null) {
            return lang;
        }
        String chosen = draft.record.preferences().lang();
        Registration registration = draft.record.registration();
        return chosen != null || registration == null ? chosen : registration.lang();
    }

    static String text(Draft draft, @Nullable Stanza answered, TextKey key, Object... arguments) {
        String network = draft.rules.network().profile().discoType();
        return draft.rules.texts().getFor(network, lang(draft, answered), key, arguments);
    }

    static StanzaError error(Draft draft, @Nullable Stanza answered, StanzaCondition condition, @Nullable String text) {
        String lang = text == null ? null : draft.rules.texts().languageOf(lang(draft, answered));
        return new StanzaError(condition, condition.usualType(), text, lang, null);
    }
}
