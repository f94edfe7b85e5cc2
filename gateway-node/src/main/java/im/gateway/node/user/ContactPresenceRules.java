package im.gateway.node.user;

import im.gateway.node.legacy.LegacyEvent;
import im.gateway.persistence.Contact;
import im.gateway.protocol.stanza.Presence;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Whom of the legacy users the user sees, and what the user has been told of them (XEP-0100 section 4.4.1 steps 5 and 6). */
final class ContactPresenceRules {
    private ContactPresenceRules() {}

    static boolean sees(Draft draft, String legacyName) {
        return draft.record.contacts().subscription(legacyName).userSeesContact()
                && !draft.record.hasBlocked(legacyName);
    }

    static void contactPresence(Draft draft, LegacyEvent.ContactPresence event) {
        String name = event.contact();
        if (!sees(draft, name)) {
            keepUntold(draft, event);
            return;
        }
        ContactPresence before = draft.contacts().get(name);
        boolean userIsThere = !draft.resources().isEmpty();
        if (event.show() == null) {
            boolean wasThere =
                    (before != null && before.told()) || draft.earlier.names().contains(name);
            draft.removeContact(name);
            if (wasThere) {
                draft.send(Presence.plain(Presence.Type.UNAVAILABLE, draft.contactSender(name), draft.user()));
            }
        } else {
            boolean stands = before != null && before.told() && before.sameAs(event.show(), event.status());
            boolean news = !stands && !draft.earlier.says(name, event.show(), event.status());
            ContactPresence now = ContactPresence.of(event.show(), event.status(), userIsThere, true);
            draft.putContact(name, now);
            if (news && userIsThere) {
                draft.send(OwnPresence.ofContact(draft, name, draft.user(), now));
            }
        }
        draft.earlier = draft.earlier.without(name);
        ContactRules.firstPresence(draft, name);
    }

    /** Somebody on the network's list whom the user has not added: that they are there is known when the user does. */
    private static void keepUntold(Draft draft, LegacyEvent.ContactPresence event) {
        if (event.show() == null || draft.record.contacts().get(event.contact()) == null) {
            draft.removeContact(event.contact());
        } else {
            draft.putContact(event.contact(), ContactPresence.of(event.show(), event.status(), false, true));
        }
    }

    /**
     * The network has had its time to report: who was told to be there before the login, and has not been reported since, is gone
     * (design, decision 3). A login that was lost meanwhile proves nothing; the next one has its own time.
     */
    static void reconcile(Draft draft) {
        if (!(draft.login instanceof LoginState.Connected connected)) {
            return;
        }
        draft.login = new LoginState.Connected(connected.session(), true);
        Map<String, ContactPresence> there = new HashMap<>();
        draft.contacts().forEach((name, presence) -> {
            if (presence.fresh()) {
                there.put(name, presence);
            }
        });
        for (String name : takenToBeThere(draft)) {
            if (!there.containsKey(name)) {
                draft.send(Presence.plain(Presence.Type.UNAVAILABLE, draft.contactSender(name), draft.user()));
            }
        }
        draft.setContacts(there);
        draft.afterFailure = false;
        draft.earlier = Earlier.NONE;
    }

    /**
     * The contacts that the user takes to be there: those who were told to be. Where it is not known who was told, since the actor was
     * started anew, it is everybody whom the user may see.
     */
    static Set<String> takenToBeThere(Draft draft) {
        Set<String> names = new TreeSet<>();
        draft.contacts().forEach((name, presence) -> {
            if (presence.told()) {
                names.add(name);
            }
        });
        names.addAll(draft.earlier.names());
        if (draft.afterFailure) {
            for (Contact contact : draft.record.contacts()) {
                if (sees(draft, contact.legacyName())) {
                    names.add(contact.legacyName());
                }
            }
        }
        return names;
    }
}
