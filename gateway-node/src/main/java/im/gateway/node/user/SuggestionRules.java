package im.gateway.node.user;

import im.gateway.persistence.Contact;
import im.gateway.persistence.Listing;
import im.gateway.persistence.UserEvent;
import im.gateway.protocol.jid.Jid;
import im.gateway.protocol.rosterx.RosterExchange;
import im.gateway.protocol.stanza.Presence;
import im.gateway.protocol.xml.Element;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Telling of the contact list where the roster cannot be set: by suggestions to a client that says it takes them (XEP-0144), and by a
 * request of each contact (XEP-0100 section 4.6) where there is none, or where that client does not answer. Some say that they take suggestions,
 * fail inside and never answer (Gajim 1.7 is one): without the requests their users would never see their contacts.
 */
final class SuggestionRules {
    /** A name for people, XEP-0172. */
    private static final String NICK = "http://jabber.org/protocol/nick";

    private SuggestionRules() {}

    /** The first client that can be suggested to is; those of whom it is not known are asked. */
    static void begin(Draft draft) {
        List<Resource> there =
                draft.resources().values().stream().filter(Resource::confirmed).toList();
        List<Resource> unknown = new ArrayList<>();
        for (Resource resource : there) {
            Abilities abilities = ClientRules.of(draft, resource);
            if (abilities == null) {
                unknown.add(resource);
            } else if (abilities.takesSuggestions()) {
                push(draft, draft.resourceJid(resource.name()));
                return;
            }
        }
        if (there.isEmpty()) {
            // Nobody is known to be there: whoever comes is told.
            draft.telling = draft.telling.resting();
            draft.stopTimer(Input.Timer.LIST_ANSWER);
        } else if (unknown.isEmpty()) {
            nobodyTakesThem(draft);
        } else {
            unknown.forEach(resource -> ClientRules.ask(draft, resource));
            if (draft.telling.step() != Telling.Step.CLIENTS) {
                TellingRules.await(draft, draft.telling.asking(Telling.Step.CLIENTS, Map.of()));
            }
        }
    }

    /** More is known of a client than before. */
    static void clientKnown(Draft draft) {
        if (draft.telling.step() == Telling.Step.CLIENTS) {
            begin(draft);
        }
    }

    private static void push(Draft draft, Jid resource) {
        List<RosterExchange.Item> items = ContactListRules.untold(draft).stream()
                .map(contact -> suggestion(draft, contact))
                .toList();
        Map<String, List<String>> open = new HashMap<>();
        for (RosterExchange push : RosterExchange.pushes(items, RosterExchange.MAX_ITEMS)) {
            String id = TellingRules.newId(draft);
            draft.send(push.toIq(draft.gateway(), resource, id));
            open.put(
                    id,
                    push.items().stream()
                            .map(item -> TellingRules.name(draft, item.jid().asJid()))
                            .toList());
        }
        if (open.isEmpty()) {
            TellingRules.rest(draft);
        } else {
            TellingRules.await(
                    draft,
                    draft.telling.asking(Telling.Step.PUSHES, open),
                    draft.rules.settings().suggestionAnswer());
        }
    }

    private static RosterExchange.Item suggestion(Draft draft, Contact contact) {
        RosterExchange.Action action = switch (contact.listing()) {
            case CHANGED -> RosterExchange.Action.MODIFY;
            case GONE -> RosterExchange.Action.DELETE;
            case UNTOLD, TOLD, ASKED -> RosterExchange.Action.ADD;
        };
        Jid address = draft.contactJid(contact.legacyName());
        return new RosterExchange.Item(action, address.bare(), contact.name(), TellingRules.groups(contact));
    }

    /** A client has answered a push; whom it has not taken is asked about. */
    static void answered(Draft draft, List<String> contacts, boolean isTaken) {
        if (isTaken) {
            TellingRules.told(draft, contacts);
        } else {
            request(draft, contacts);
        }
        if (draft.telling.open().isEmpty()) {
            TellingRules.rest(draft);
        }
    }

    /** No client is there that takes suggestions. */
    static void nobodyTakesThem(Draft draft) {
        request(
                draft,
                ContactListRules.untold(draft).stream().map(Contact::legacyName).toList());
        TellingRules.rest(draft);
    }

    /** What was suggested will not be answered any more. Whom the user has added all the same is not asked about. */
    static void withoutAnswer(Draft draft) {
        if (draft.telling.step() == Telling.Step.PUSHES) {
            request(
                    draft,
                    draft.telling.open().values().stream()
                            .flatMap(List::stream)
                            .sorted()
                            .toList());
        }
    }

    /** Asks to see the user in the name of each contact that is new; what else has changed cannot be said in this way. */
    private static void request(Draft draft, List<String> contacts) {
        List<String> untold = ContactListRules.untold(draft).stream()
                .map(Contact::legacyName)
                .filter(contacts::contains)
                .toList();
        List<String> asked = new ArrayList<>();
        List<String> told = new ArrayList<>();
        for (String name : untold) {
            Contact contact = draft.record.contacts().get(name);
            if (contact != null && contact.listing() == Listing.UNTOLD && !draft.record.hasDenied(name)) {
                asked.add(name);
                draft.event(new UserEvent.SubscriptionChanged(
                        name, contact.subscription().withPendingIn()));
                draft.send(Presence.plain(Presence.Type.SUBSCRIBE, draft.contactJid(name), draft.user()).toBuilder()
                        .child(contact.name() == null ? null : Element.ofText(NICK, "nick", contact.name()))
                        .build());
            } else {
                told.add(name);
            }
        }
        if (!asked.isEmpty()) {
            draft.event(new UserEvent.ContactsTold(asked, true));
        }
        TellingRules.told(draft, told);
    }
}
