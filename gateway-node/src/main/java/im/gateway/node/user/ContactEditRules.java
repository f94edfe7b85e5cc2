package im.gateway.node.user;

import im.gateway.node.command.GatewayCommand;
import im.gateway.node.legacy.LegacyCommand;
import im.gateway.node.legacy.LegacyEvent;
import im.gateway.node.text.TextKey;
import im.gateway.persistence.Contact;
import im.gateway.persistence.Listing;
import im.gateway.protocol.dataform.DataForm;
import im.gateway.protocol.dataform.Field;
import im.gateway.protocol.dataform.FieldType;
import im.gateway.protocol.jid.Jid;
import im.gateway.protocol.roster.Roster;
import im.gateway.protocol.roster.RosterItem;
import im.gateway.protocol.stanza.Iq;
import im.gateway.protocol.xml.Element;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the user calls a contact and in which groups they stand, written to the list that the network keeps: by a command with two forms, or
 * because the user has changed the roster and the user's server says so (XEP-0356 section 4.3). The network's list is what counts: when it
 * has changed it comes back whole, and {@link ContactListRules} compares.
 */
final class ContactEditRules {
    private static final String CONTACT = "contact";
    private static final String NAME = "name";
    private static final String GROUPS = "groups";

    /** Characters of a name or a group; lists have far less room. */
    private static final int MAX_LENGTH = 250;

    private static final int MAX_GROUPS = 20;

    private ContactEditRules() {}

    /** The first form: which contact. */
    static DataForm choice(Draft draft, Iq iq) {
        List<Field.Option> contacts = ContactListing.of(draft).stream()
                .map(contact -> new Field.Option(
                        draft.contactJid(contact.legacyName()).toString(),
                        Objects.requireNonNullElse(contact.name(), contact.legacyName())))
                .toList();
        Field contact = Field.of(CONTACT, FieldType.LIST_SINGLE, text(draft, iq, TextKey.CONTACT), List.of())
                .withOptions(contacts)
                .asRequired();
        return form(draft, iq, List.of(contact));
    }

    /** The second form: as the contact stands there now. */
    private static DataForm details(Draft draft, Iq iq, Contact contact) {
        List<String> name = contact.name() == null ? List.of() : List.of(contact.name());
        return form(
                draft,
                iq,
                List.of(
                        Field.hidden(
                                CONTACT, draft.contactJid(contact.legacyName()).toString()),
                        Field.of(NAME, FieldType.TEXT_SINGLE, text(draft, iq, TextKey.CONTACT_NAME), name),
                        Field.of(
                                GROUPS,
                                FieldType.TEXT_MULTI,
                                text(draft, iq, TextKey.CONTACT_GROUPS),
                                TellingRules.groups(contact))));
    }

    private static DataForm form(Draft draft, Iq iq, List<Field> fields) {
        String title = text(draft, iq, GatewayCommand.CHANGE_CONTACT.title());
        return new DataForm(DataForm.Type.FORM, title, List.of(), fields);
    }

    /**
     * One of the two forms, filled in.
     *
     * @return whether the outcome is certain already; null for a form that cannot be understood
     */
    static @Nullable Boolean submit(Draft draft, long token, Iq iq, CommandSession session, DataForm form) {
        Jid address = Jid.parse(Objects.requireNonNullElse(form.value(CONTACT), ""));
        Contact contact = address == null ? null : contact(draft, address);
        if (contact == null) {
            return null;
        }
        if (form.field(NAME) == null && form.field(GROUPS) == null) {
            CommandRules.askLast(draft, iq, session, details(draft, iq, contact));
            return true;
        }
        String name = form.field(NAME) == null ? contact.name() : cleaned(form.value(NAME));
        Field filledIn = form.field(GROUPS);
        List<String> groups = filledIn == null ? contact.groups() : cleaned(filledIn.values());
        if (isTooMuch(name, groups)) {
            return null;
        }
        draft.endedCommands = draft.endedCommands.with(session.id());
        return QuestionRules.ask(
                draft,
                token,
                iq,
                number -> new LegacyCommand.ChangeContact(number, contact.legacyName(), name, groups));
    }

    private static @Nullable Contact contact(Draft draft, Jid address) {
        boolean isOurs = address.local() != null
                && address.domain().equals(draft.gateway().domain());
        String name = isOurs ? draft.rules.legacyName(address) : null;
        return name == null ? null : draft.record.contacts().get(name);
    }

    private static @Nullable String cleaned(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static List<String> cleaned(List<String> groups) {
        return groups.stream()
                .map(ContactEditRules::cleaned)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    private static boolean isTooMuch(@Nullable String name, List<String> groups) {
        return groups.size() > MAX_GROUPS
                || (name != null && name.length() > MAX_LENGTH)
                || groups.stream().anyMatch(group -> group.length() > MAX_LENGTH);
    }

    /** The network has done it, or will not; after a change of the roster, nobody waits for that. */
    static void changed(Draft draft, LegacyEvent.ContactChanged event) {
        Iq iq = QuestionRules.take(draft, event.number());
        if (iq == null) {
            return;
        }
        if (event.error() != null) {
            QuestionRules.failed(draft, iq, event.error(), event.reason());
            return;
        }
        Element command = Objects.requireNonNull(iq.payload());
        String id = command.attribute("sessionid", "");
        CommandRules.complete(draft, iq, GatewayCommand.CHANGE_CONTACT, id, null, TextKey.CONTACT_CHANGED);
    }

    /**
     * The user's server tells of a change to the roster. While the roster is being told of the network's list, that is the gateway's own
     * doing; who leaves the roster is heard of by presence (RFC 6121 section 2.5.2).
     */
    static void pushed(Draft draft, Iq iq, Element query) {
        Roster roster = Roster.parse(query);
        boolean isListening =
                draft.login instanceof LoginState.Connected && draft.telling.step() == Telling.Step.RESTING;
        if (roster != null && isListening) {
            roster.items().forEach(item -> pushed(draft, item));
        }
        draft.send(iq.toResult(null));
    }

    private static void pushed(Draft draft, RosterItem item) {
        Contact contact = contact(draft, item.jid().asJid());
        if (contact == null || item.subscription() == RosterItem.Subscription.REMOVE) {
            return;
        }
        boolean isKnown = contact.listing() != Listing.CHANGED && contact.listing() != Listing.GONE;
        String name = cleaned(item.name());
        List<String> groups = cleaned(item.groups());
        // A roster keeps its groups in no order.
        boolean isSame = Objects.equals(name, contact.name())
                && new HashSet<>(groups).equals(new HashSet<>(TellingRules.groups(contact)));
        if (isKnown && !isSame && !isTooMuch(name, groups)) {
            draft.effect(new Effect.Perform(new LegacyCommand.ChangeContact(0, contact.legacyName(), name, groups)));
        }
    }

    private static String text(Draft draft, Iq iq, TextKey key) {
        return Answers.text(draft, iq, key, draft.rules.serviceName());
    }
}
