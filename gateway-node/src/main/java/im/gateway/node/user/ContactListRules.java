package im.gateway.node.user;

import im.gateway.node.legacy.LegacyEvent.ContactList;
import im.gateway.persistence.Contact;
import im.gateway.persistence.Listing;
import im.gateway.persistence.UserEvent;
import im.gateway.protocol.subscription.SubscriptionState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The list that the network keeps, compared with what is remembered of it (XEP-0100 section 7). What comes out are differences; who
 * tells the roster of them is {@link TellingRules}.
 */
final class ContactListRules {
    private ContactListRules() {}

    /** The network has sent its list, whole: at a login, or after a change that the user made with another client of the network. */
    static void listed(Draft draft, ContactList list) {
        Set<String> there = new HashSet<>();
        for (ContactList.Entry entry : OwedRules.listed(draft, list)) {
            if (draft.rules.hasAddress(entry.contact()) && there.add(entry.contact())) {
                save(draft, entry);
            }
        }
        for (Contact contact : draft.record.contacts()) {
            if (!there.contains(contact.legacyName())) {
                missing(draft, contact);
            }
        }
        knownAnyway(draft, there);
        TellingRules.begin(draft);
    }

    private static void save(Draft draft, ContactList.Entry entry) {
        Contact known = draft.record.contacts().get(entry.contact());
        boolean same = known != null
                && known.listing() != Listing.GONE
                && Objects.equals(known.name(), entry.name())
                && known.groups().equals(entry.groups());
        if (!same) {
            draft.event(new UserEvent.ContactSaved(entry.contact(), entry.name(), entry.groups()));
        }
    }

    /**
     * A contact that is not on the network's list. One that was on it has been deleted there. One that the user has just added may not
     * be on it yet.
     */
    private static void missing(Draft draft, Contact contact) {
        String name = contact.legacyName();
        if (contact.listing() == Listing.UNTOLD) {
            if (contact.subscription() == SubscriptionState.NONE) {
                draft.removeContact(name);
                draft.event(new UserEvent.ContactRemoved(name));
            }
        } else if (contact.listing() != Listing.GONE) {
            ContactRules.endSubscription(draft, name);
            draft.removeContact(name);
            draft.event(new UserEvent.ContactGone(name));
        }
    }

    /** Whom the user has added, or has been asked about, is in the roster already, under the name that the user chose. */
    private static void knownAnyway(Draft draft, Set<String> there) {
        List<String> known = new ArrayList<>();
        for (Contact contact : draft.record.contacts()) {
            boolean inRoster = contact.subscription() != SubscriptionState.NONE;
            if (there.contains(contact.legacyName()) && contact.listing() == Listing.UNTOLD && inRoster) {
                known.add(contact.legacyName());
            }
        }
        if (!known.isEmpty()) {
            draft.event(new UserEvent.ContactsTold(known, false));
        }
    }

    /** What the roster is still to be told. Derived from what is stored, so that it is the same after a failure. */
    static List<Contact> untold(Draft draft) {
        List<Contact> untold = new ArrayList<>();
        for (Contact contact : draft.record.contacts()) {
            boolean isNew = contact.listing() == Listing.UNTOLD && contact.subscription() == SubscriptionState.NONE;
            if (isNew || contact.listing() == Listing.CHANGED || contact.listing() == Listing.GONE) {
                untold.add(contact);
            }
        }
        return untold;
    }
}
