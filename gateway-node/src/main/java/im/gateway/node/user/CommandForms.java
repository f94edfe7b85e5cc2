package im.gateway.node.user;

import im.gateway.node.command.GatewayCommand;
import im.gateway.node.text.TextKey;
import im.gateway.persistence.Contact;
import im.gateway.persistence.UserRecord.Registration;
import im.gateway.protocol.dataform.DataForm;
import im.gateway.protocol.dataform.Field;
import im.gateway.protocol.dataform.FieldType;
import im.gateway.protocol.register.RegistrationRequest;
import im.gateway.protocol.stanza.Iq;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The forms of the commands (XEP-0050 section 3.4 with XEP-0004), in the language of who asks. */
final class CommandForms {
    private static final String USERNAME = "username";
    private static final String PASSWORD = "password";

    private CommandForms() {}

    /** Whether the command asks something before it does anything. */
    static boolean has(GatewayCommand command) {
        return switch (command) {
            case REGISTER, EDIT, UNREGISTER, CHANGE_CONTACT, PREFERENCES, REGISTERED_LIST, ANNOUNCE -> true;
            case STATE, LOG_IN, LOG_OUT, CONTACTS, REGISTERED_NUMBER, ONLINE_NUMBER, SEAL_PASSWORDS -> false;
        };
    }

    static DataForm of(Draft draft, Iq iq, GatewayCommand command) {
        String title = text(draft, iq, command.title());
        if (command == GatewayCommand.UNREGISTER) {
            return new DataForm(
                    DataForm.Type.FORM, title, List.of(text(draft, iq, TextKey.UNREGISTER_WARNING)), List.of());
        }
        if (command == GatewayCommand.PREFERENCES) {
            return PreferenceRules.form(draft, iq);
        }
        if (command == GatewayCommand.CHANGE_CONTACT) {
            return ContactEditRules.choice(draft, iq);
        }
        if (command.isForAdministrators()) {
            return AdminRules.form(draft, iq, command);
        }
        Registration registration = draft.record.registration();
        List<String> username = registration == null ? List.of() : List.of(registration.username());
        return new DataForm(
                DataForm.Type.FORM,
                title,
                List.of(text(draft, iq, TextKey.REGISTER_INSTRUCTIONS)),
                List.of(
                        Field.of(USERNAME, FieldType.TEXT_SINGLE, text(draft, iq, TextKey.USERNAME), username)
                                .asRequired(),
                        Field.of(PASSWORD, FieldType.TEXT_PRIVATE, text(draft, iq, TextKey.PASSWORD), List.of())
                                .asRequired()));
    }

    /** What was filled in; null where a field of the form is missing. */
    static RegistrationRequest.@Nullable Submit registration(DataForm form) {
        String username = form.value(USERNAME);
        String password = form.value(PASSWORD);
        return form.field(USERNAME) == null || form.field(PASSWORD) == null
                ? null
                : new RegistrationRequest.Submit(
                        username == null ? "" : username.strip(), password == null ? "" : password);
    }

    /** The contacts' addresses; null where there are none. */
    static @Nullable DataForm contacts(Draft draft, Iq iq) {
        List<Contact> contacts = ContactListing.of(draft);
        if (contacts.isEmpty()) {
            return null;
        }
        List<String> addresses = contacts.stream()
                .map(contact -> draft.contactJid(contact.legacyName()).toString())
                .toList();
        Field field = Field.of("contacts", FieldType.JID_MULTI, text(draft, iq, TextKey.CONTACTS_SENT), addresses);
        return new DataForm(
                DataForm.Type.RESULT, text(draft, iq, GatewayCommand.CONTACTS.title()), List.of(), List.of(field));
    }

    private static String text(Draft draft, Iq iq, TextKey key) {
        return Answers.text(draft, iq, key, draft.rules.serviceName());
    }
}
