package im.gateway.node.text;

import java.util.Locale;

/**
 * The texts that the gateway has. In a text {@code {0}} is the legacy service's name for people, and nothing else is put in; where a
 * key says "bare", there is nothing to put in.
 */
public enum TextKey {
    // The registration form.
    REGISTER_TITLE,
    REGISTER_INSTRUCTIONS,
    /** Bare. */
    USERNAME,
    /** Bare. */
    PASSWORD,
    /** The label of the box that ends a registration. Bare. */
    REMOVE,
    // Why a registration did not come about.
    /** Bare. */
    FIELDS_MISSING,
    /** Bare. */
    USERNAME_INVALID,
    NOT_ADMITTED,
    /** Another request of the same user is not done yet. Bare. */
    BUSY,
    /** The gateway's own storage cannot be reached. Bare. */
    STORAGE_UNAVAILABLE,
    // Why there is no login.
    CREDENTIALS_REFUSED,
    SERVICE_UNREACHABLE,
    LOGIN_REFUSED,
    LOGIN_REPLACED,
    // Why a message or a request came to nothing.
    NOT_REGISTERED,
    NOT_LOGGED_IN,
    CONTACT_UNKNOWN,
    CONTACT_OFFLINE,
    MESSAGE_TOO_LONG,
    MESSAGE_REFUSED,
    // Asking for a contact (XEP-0100 section 6.3).
    /** What is asked for, in a word or two. Bare. */
    PROMPT_NAME,
    PROMPT_DESC,
    NAME_IMPOSSIBLE,
    // What the gateway does when it is asked in words or by a command.
    COMMAND_REGISTER,
    COMMAND_EDIT,
    COMMAND_UNREGISTER,
    COMMAND_LOG_IN,
    COMMAND_LOG_OUT,
    COMMAND_CONTACTS,
    COMMAND_STATE,
    // What has come of it.
    REGISTERED,
    REGISTRATION_CHANGED,
    UNREGISTERED,
    /** What unregistering takes away, for who is to confirm it. */
    UNREGISTER_WARNING,
    LOGGED_IN,
    LOGGED_OUT,
    LOGIN_UNDER_WAY,
    /** The service cannot be reached, and the gateway tries again by itself. */
    LOGIN_WAITING,
    CONTACTS_SENT,
    NO_CONTACTS,
    // How a contact stands on the network's list.
    COMMAND_CHANGE_CONTACT,
    /** The label of a field, like the next ones. Bare. */
    CONTACT,
    /** Bare. */
    CONTACT_NAME,
    /** Bare. */
    CONTACT_GROUPS,
    CONTACT_CHANGED,
    // Looking for people (XEP-0055).
    SEARCH_TITLE,
    SEARCH_INSTRUCTIONS,
    /** The label of the field for what a contact's address is made of. */
    SEARCH_NAME,
    /** The label of a field, like the next ones. Bare. */
    SEARCH_FIRST,
    /** Bare. */
    SEARCH_LAST,
    /** Bare. */
    SEARCH_NICK,
    /** Bare. */
    SEARCH_EMAIL,
    /** The label of the column of addresses. Bare. */
    SEARCH_ADDRESS,
    /** Nothing was asked for. Bare. */
    SEARCH_UNFILLED,
    // What is said in a legacy user's name.
    /** Before what a legacy user's client has written by itself. Bare. */
    AUTO_RESPONSE,
    /** Bare. */
    ADDED_YOU,
    // The chat with the gateway's own address. The words to be written are the same in every language.
    CHAT_HELP,
    /** Bare. */
    CHAT_UNKNOWN,
    /** How to register. Bare. */
    CHAT_REGISTER,
    /** How to confirm that the registration ends. Bare. */
    CHAT_CONFIRM,
    /** How to change the preferences. Bare. */
    CHAT_PREFERENCES,
    // Preferences.
    COMMAND_PREFERENCES,
    PREFERENCE_STAY,
    PREFERENCE_NOTICES,
    /** Bare. */
    PREFERENCE_LANGUAGE,
    PREFERENCES_SAVED,
    /** Part of the state of the login. Bare. */
    STAYING,
    // What administrators may do.
    COMMAND_REGISTERED_NUMBER,
    COMMAND_ONLINE_NUMBER,
    COMMAND_REGISTERED_LIST,
    COMMAND_ANNOUNCE,
    COMMAND_SEAL_PASSWORDS,
    /** Bare. */
    ADMIN_MOST,
    /** Bare. */
    ADMIN_AFTER,
    /** Bare. */
    ADMIN_MORE,
    /** Bare. */
    ANNOUNCEMENT,
    /** Bare. */
    ANNOUNCED,
    PASSWORDS_BEING_SEALED,
    /** Bare. */
    ADMINISTRATORS_ONLY,
    // Messages.
    /** Before a text that takes the place of the one before (XEP-0308), where the network has no such thing. Bare. */
    CORRECTION;

    private final String property = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The key in the files; a network's own wording has {@code .type} after it, with its type in service discovery. */
    String property() {
        return property;
    }
}
