package im.gateway.node.user;

import im.gateway.node.text.TextKey;
import im.gateway.persistence.Contact;
import im.gateway.persistence.UserRecord.Registration;
import im.gateway.protocol.register.RegistrationRequest;
import im.gateway.protocol.stanza.Message;
import im.gateway.protocol.stanza.Stanza;
import im.gateway.protocol.stanza.StanzaCondition;
import im.gateway.protocol.xml.Element;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A chat with the gateway's own address, for clients that have neither forms nor commands. What can be written is English whatever the
 * user's language; the answers are in the user's language. No answer repeats what was written, which may be a password.
 */
final class ChatRules {
    /** An answer that people read is not longer than this. */
    private static final int MOST_CONTACTS = 100;

    private ChatRules() {}

    /**
     * Something written to the gateway.
     *
     * @return whether the outcome is certain already
     */
    static boolean said(Draft draft, long token, Message message) {
        String body = message.body();
        if (body == null || body.isBlank() || message.type() == Message.Type.HEADLINE) {
            return true;
        }
        if (message.type() == Message.Type.GROUPCHAT) {
            draft.send(message.toError(Answers.error(draft, message, StanzaCondition.SERVICE_UNAVAILABLE, null)));
            return true;
        }
        String[] words = body.strip().split("\\s+", 3);
        switch (words[0].toLowerCase(Locale.ROOT)) {
            case "help" -> reply(draft, message, TextKey.CHAT_HELP);
            case "state" -> state(draft, message);
            case "register" -> {
                return register(draft, token, message, words);
            }
            case "unregister" -> unregister(draft, message, words);
            case "login", "logout", "contacts", "set" -> ofRegistration(draft, message, words);
            default -> reply(draft, message, TextKey.CHAT_UNKNOWN);
        }
        return true;
    }

    private static boolean register(Draft draft, long token, Message message, String[] words) {
        if (words.length < 3) {
            reply(draft, message, TextKey.CHAT_REGISTER);
            return true;
        }
        return RegistrationRules.submit(draft, token, message, new RegistrationRequest.Submit(words[1], words[2]));
    }

    private static void unregister(Draft draft, Message message, String[] words) {
        boolean confirmed =
                words.length == 2 && words[1].toLowerCase(Locale.ROOT).equals("yes");
        if (confirmed || !draft.record.isRegistered()) {
            RegistrationRules.remove(draft, message);
        } else {
            reply(
                    draft,
                    message,
                    text(draft, message, TextKey.UNREGISTER_WARNING) + "\n"
                            + text(draft, message, TextKey.CHAT_CONFIRM));
        }
    }

    private static void state(Draft draft, Message message) {
        String state = text(draft, message, LoginByWord.state(draft));
        boolean isStaying = draft.record.staying();
        reply(draft, message, isStaying ? state + "\n" + text(draft, message, TextKey.STAYING) : state);
    }

    private static void ofRegistration(Draft draft, Message message, String[] words) {
        Registration registration = draft.record.registration();
        if (registration == null) {
            reply(draft, message, TextKey.NOT_REGISTERED);
            return;
        }
        switch (words[0].toLowerCase(Locale.ROOT)) {
            case "set" -> PreferenceRules.said(draft, message, words);
            case "login" -> reply(draft, message, LoginByWord.logIn(draft, registration, message.from()));
            case "logout" -> reply(draft, message, LoginByWord.logOut(draft));
            case "contacts" -> reply(draft, message, contacts(draft, message));
            default -> throw new AssertionError("a word without a rule: " + words[0]);
        }
    }

    private static String contacts(Draft draft, Message message) {
        List<Contact> contacts = ContactListing.of(draft);
        if (contacts.isEmpty()) {
            return text(draft, message, TextKey.NO_CONTACTS);
        }
        StringBuilder lines = new StringBuilder(text(draft, message, TextKey.CONTACTS_SENT));
        contacts.stream().limit(MOST_CONTACTS).forEach(contact -> {
            lines.append('\n');
            if (contact.name() != null) {
                lines.append(contact.name()).append(": ");
            }
            lines.append("xmpp:").append(draft.contactJid(contact.legacyName()));
        });
        return contacts.size() > MOST_CONTACTS ? lines.append("\n…").toString() : lines.toString();
    }

    private static String text(Draft draft, @Nullable Stanza answered, TextKey key) {
        return Answers.text(draft, answered, key, draft.rules.serviceName());
    }

    static void reply(Draft draft, Message message, TextKey key) {
        reply(draft, message, text(draft, message, key));
    }

    /** An answer in the same conversation, to the resource that asked. */
    static void reply(Draft draft, Message message, String words) {
        String lang = draft.rules.texts().languageOf(Answers.lang(draft, message));
        draft.send(Element.builder(Stanza.NAMESPACE, "message")
                .attribute("type", message.type().wire())
                .attribute("from", draft.gateway().toString())
                .attribute("to", message.from().toString())
                .attribute(Element.LANG, lang)
                .childText("body", words)
                .childText("thread", message.thread())
                .build());
    }
}
