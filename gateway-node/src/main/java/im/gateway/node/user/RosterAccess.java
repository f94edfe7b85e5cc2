package im.gateway.node.user;

import im.gateway.node.legacy.LegacyCommand;
import im.gateway.persistence.Contact;
import im.gateway.persistence.Contacts;
import im.gateway.persistence.Listing;
import im.gateway.persistence.UserEvent;
import im.gateway.protocol.jid.BareJid;
import im.gateway.protocol.privilege.Privileged;
import im.gateway.protocol.roster.Roster;
import im.gateway.protocol.roster.RosterItem;
import im.gateway.protocol.roster.RosterItem.Subscription;
import im.gateway.protocol.stanza.Iq;
import im.gateway.protocol.subscription.SubscriptionState;
import im.gateway.protocol.xml.Element;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Telling by privileged access (XEP-0356 section 4.3): the roster is read, and only what differs is set, an item at a time (RFC 6121
 * section 2.3.3). The first set stands alone, so that a server that fails at it is noticed before the rest is sent.
 */
final class RosterAccess {
    /** How many sets may be without an answer. */
    private static final int MOST_OPEN = 50;

    private RosterAccess() {}

    static void change(Draft draft, Roster roster) {
        Map<BareJid, RosterItem> known = new HashMap<>();
        roster.items().forEach(item -> known.put(item.jid(), item));
        List<RosterItem> changes = new ArrayList<>();
        List<String> asItIs = new ArrayList<>();
        for (Contact contact : ContactListRules.untold(draft)) {
            BareJid address = draft.contactJid(contact.legacyName()).bare();
            RosterItem there = known.get(address);
            RosterItem wanted = wanted(contact, address, there);
            if (wanted == null || wanted.equals(there)) {
                asItIs.add(contact.legacyName());
            } else {
                changes.add(wanted);
            }
        }
        done(draft, asItIs);
        set(draft, changes, 1);
    }

    /**
     * The item as it is to be; null for one that is to be left alone. A new contact that the roster has already keeps the name and the
     * groups that the user chose; one that the user has taken off the roster stays off.
     */
    private static @Nullable RosterItem wanted(Contact contact, BareJid address, @Nullable RosterItem there) {
        List<String> groups = TellingRules.groups(contact);
        boolean isNew = contact.listing() == Listing.UNTOLD;
        if (there == null) {
            return isNew ? new RosterItem(address, contact.name(), Subscription.BOTH, false, groups) : null;
        }
        if (isNew) {
            String name = there.name() == null ? contact.name() : there.name();
            return new RosterItem(
                    address, name, Subscription.BOTH, false, there.groups().isEmpty() ? groups : there.groups());
        }
        return contact.listing() == Listing.GONE
                ? new RosterItem(address, null, Subscription.REMOVE, false, List.of())
                : new RosterItem(address, contact.name(), there.subscription(), false, groups);
    }

    /**
     * The registration has ended: the contacts that came into the roster from the network's list leave it, where the server lets us. Who
     * was added by the user alone stays, without a subscription.
     */
    static void askToClear(Draft draft, Contacts contacts) {
        List<String> fromTheList = contacts.toList().stream()
                .filter(contact -> contact.listing() != Listing.UNTOLD)
                .map(Contact::legacyName)
                .toList();
        if (!fromTheList.isEmpty()) {
            String id = TellingRules.newId(draft);
            draft.send(Privileged.rosterGet(draft.gateway(), draft.rules.id().user(), id));
            TellingRules.await(draft, Telling.NONE.asking(Telling.Step.CLEARING, Map.of(id, fromTheList)));
        }
    }

    /** The server has answered with the roster, or with an error where it lets us do nothing. */
    static void clear(Draft draft, Iq answer, List<String> contacts) {
        draft.telling = Telling.NONE;
        draft.stopTimer(Input.Timer.LIST_ANSWER);
        Element query = answer.payload();
        Roster roster = answer.isError() || query == null ? null : Roster.parse(query);
        if (roster == null) {
            return;
        }
        Set<BareJid> leaving = new HashSet<>();
        contacts.forEach(name -> leaving.add(draft.contactJid(name).bare()));
        for (RosterItem item : roster.items()) {
            if (leaving.contains(item.jid())) {
                RosterItem gone = new RosterItem(item.jid(), null, Subscription.REMOVE, false, List.of());
                draft.send(Privileged.rosterSet(
                        draft.gateway(), draft.rules.id().user(), TellingRules.newId(draft), gone));
            }
        }
    }

    private static void set(Draft draft, List<RosterItem> changes, int most) {
        if (changes.isEmpty()) {
            TellingRules.rest(draft);
            return;
        }
        int now = Math.min(most, changes.size());
        Map<String, List<String>> open = new HashMap<>();
        for (RosterItem item : changes.subList(0, now)) {
            String id = TellingRules.newId(draft);
            draft.send(Privileged.rosterSet(draft.gateway(), draft.rules.id().user(), id, item));
            open.put(id, List.of(TellingRules.name(draft, item.jid().asJid())));
        }
        TellingRules.await(draft, draft.telling.setting(open, changes.subList(now, changes.size())));
    }

    /** A set has been answered. After a refusal no further one is sent, and what is left is told in another way. */
    static void answered(Draft draft, List<String> contacts, boolean isSet) {
        if (isSet) {
            done(draft, contacts);
        } else {
            draft.telling = draft.telling.refused();
        }
        Telling telling = draft.telling;
        if (!telling.open().isEmpty()) {
            return;
        }
        if (telling.rosterRefused()) {
            TellingRules.rosterRefused(draft);
        } else {
            set(draft, telling.waiting(), MOST_OPEN);
        }
    }

    /** A new contact's item says that both see each other, so it is so, without any request. */
    private static void done(Draft draft, List<String> contacts) {
        List<String> watched = new ArrayList<>();
        for (String name : contacts) {
            Contact contact = draft.record.contacts().get(name);
            if (contact != null && contact.listing() == Listing.UNTOLD) {
                draft.event(new UserEvent.SubscriptionChanged(name, SubscriptionState.BOTH));
                watched.add(name);
            }
        }
        if (!watched.isEmpty() && draft.login instanceof LoginState.Connected) {
            draft.effect(new Effect.Perform(new LegacyCommand.Watch(watched)));
            // Those who are on the network's list have shown themselves before the user could see them.
            watched.forEach(name -> ContactRules.tellPresence(draft, name));
            watched.forEach(name -> AvatarRules.seen(draft, name));
        }
        TellingRules.told(draft, contacts);
    }
}
