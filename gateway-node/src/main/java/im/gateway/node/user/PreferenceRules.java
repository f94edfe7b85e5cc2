package im.gateway.node.user;

import im.gateway.node.command.GatewayCommand;
import im.gateway.node.text.TextKey;
import im.gateway.node.text.Texts;
import im.gateway.persistence.Preferences;
import im.gateway.persistence.UserEvent;
import im.gateway.protocol.dataform.DataForm;
import im.gateway.protocol.dataform.Field;
import im.gateway.protocol.dataform.FieldType;
import im.gateway.protocol.stanza.Iq;
import im.gateway.protocol.stanza.Message;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a user may choose: by a command's form, or in words. It holds from then on, also for the login that is there. */
final class PreferenceRules {
    private static final String STAY = "stay-connected";
    private static final String NOTICES = "notices";
    private static final String LANGUAGE = "language";

    private PreferenceRules() {}

    static DataForm form(Draft draft, Iq iq) {
        Preferences now = draft.record.preferences();
        List<Field.Option> languages = Texts.LANGUAGES.stream()
                .map(tag ->
                        new Field.Option(tag, Locale.forLanguageTag(tag).getDisplayName(Locale.forLanguageTag(tag))))
                .toList();
        String language = draft.rules.texts().languageOf(Answers.lang(draft, now.lang() == null ? iq : null));
        return new DataForm(
                DataForm.Type.FORM,
                text(draft, iq, GatewayCommand.PREFERENCES.title()),
                List.of(),
                List.of(
                        Field.of(
                                STAY,
                                FieldType.BOOLEAN,
                                text(draft, iq, TextKey.PREFERENCE_STAY),
                                bit(now.stayConnected())),
                        Field.of(
                                NOTICES,
                                FieldType.BOOLEAN,
                                text(draft, iq, TextKey.PREFERENCE_NOTICES),
                                bit(now.notices())),
                        Field.of(
                                        LANGUAGE,
                                        FieldType.LIST_SINGLE,
                                        text(draft, iq, TextKey.PREFERENCE_LANGUAGE),
                                        List.of(language))
                                .withOptions(languages)));
    }

    private static List<String> bit(boolean value) {
        return List.of(value ? "1" : "0");
    }

    /** What was filled in; a field that is not there stays as it is. Null for a language that the gateway does not have. */
    static @Nullable Preferences filledIn(Draft draft, DataForm form) {
        Preferences before = draft.record.preferences();
        String language = form.value(LANGUAGE);
        if (language != null && !Texts.LANGUAGES.contains(language)) {
            return null;
        }
        return new Preferences(
                form.field(STAY) == null ? before.stayConnected() : form.isTrue(STAY),
                form.field(NOTICES) == null ? before.notices() : form.isTrue(NOTICES),
                language == null ? before.lang() : language);
    }

    static void save(Draft draft, Preferences preferences) {
        boolean isNewStay =
                preferences.stayConnected() != draft.record.preferences().stayConnected();
        if (!preferences.equals(draft.record.preferences())) {
            draft.event(new UserEvent.PreferencesChanged(preferences));
        }
        if (isNewStay && !(draft.login instanceof LoginState.SignedOff)) {
            stayingChanged(draft);
        }
    }

    private static void stayingChanged(Draft draft) {
        PresenceRules.rememberResources(draft);
        boolean isAlone = draft.resources().isEmpty();
        if (draft.record.preferences().stayConnected()) {
            draft.stopTimer(Input.Timer.UNUSED_SESSION);
            LoginRules.want(draft);
        } else if (isAlone && !(draft.login instanceof LoginState.Verifying)) {
            LogoutRules.logOut(draft);
        }
    }

    /** {@code set stay yes} and the like. */
    static void said(Draft draft, Message message, String[] words) {
        String what = words.length < 2 ? "" : words[1].toLowerCase(Locale.ROOT);
        String value = words.length < 3 ? "" : words[2].strip().toLowerCase(Locale.ROOT);
        Preferences before = draft.record.preferences();
        boolean isYes = value.equals("yes");
        if (!isYes && !value.equals("no")) {
            ChatRules.reply(draft, message, TextKey.CHAT_PREFERENCES);
        } else if (what.equals("stay")) {
            save(draft, new Preferences(isYes, before.notices(), before.lang()));
            ChatRules.reply(draft, message, TextKey.PREFERENCES_SAVED);
        } else if (what.equals("notices")) {
            save(draft, new Preferences(before.stayConnected(), isYes, before.lang()));
            ChatRules.reply(draft, message, TextKey.PREFERENCES_SAVED);
        } else {
            ChatRules.reply(draft, message, TextKey.CHAT_PREFERENCES);
        }
    }

    private static String text(Draft draft, Iq iq, TextKey key) {
        return Answers.text(draft, iq, key, draft.rules.serviceName());
    }
}
