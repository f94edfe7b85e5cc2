package im.gateway.node.user;

import im.gateway.node.legacy.LegacyEvent;
import im.gateway.node.text.TextKey;
import im.gateway.persistence.Contact;
import im.gateway.persistence.Listing;
import im.gateway.protocol.stanza.Presence;
import im.gateway.protocol.subscription.SubscriptionState;
import im.gateway.protocol.xml.Element;
import java.util.List;

/** What legacy users, and their service, do about a contact (XEP-0100 sections 4.6, 5.1 and 5.2). What comes of it is {@link ContactRules}. */
final class LegacyContactRules {
    private LegacyContactRules() {}

    /** A legacy user wants to see the user (XEP-0100 section 5.1). */
    static void authorizationRequested(Draft draft, LegacyEvent.AuthorizationRequested event) {
        String name = event.contact();
        SubscriptionState state = draft.record.contacts().subscription(name);
        Contact contact = draft.record.contacts().get(name);
        if (state.contactSeesUser()) {
            OwedRules.answer(draft, name, true);
        } else if (draft.record.hasDenied(name)) {
            // Networks ask again at each login: the answer stands, and the user is left in peace.
            OwedRules.answer(draft, name, false);
        } else if (contact != null && contact.listing() == Listing.ASKED) {
            // The user has this request already, in the contact list's name; the answer is for the legacy user as well
            // now.
            TellingRules.told(draft, List.of(name));
        } else if (!state.pendingIn()) {
            ContactRules.change(draft, name, state.withPendingIn());
            draft.send(Presence.plain(Presence.Type.SUBSCRIBE, draft.contactJid(name), draft.user()).toBuilder()
                    .childText("status", event.text())
                    .build());
        }
    }

    /** Who was added without being asked may want to see the other in turn: asked as XEP-0100 section 5.1 says, once. */
    static void addedBy(Draft draft, String name) {
        SubscriptionState state = draft.record.contacts().subscription(name);
        Contact contact = draft.record.contacts().get(name);
        boolean asked = state.pendingIn() || (contact != null && contact.listing() == Listing.ASKED);
        if (!state.contactSeesUser() && !asked && !draft.record.hasDenied(name)) {
            ContactRules.change(draft, name, state.withPendingIn());
            draft.send(Presence.plain(Presence.Type.SUBSCRIBE, draft.contactJid(name), draft.user()).toBuilder()
                    .childText("status", Answers.text(draft, null, TextKey.ADDED_YOU))
                    .build());
        }
    }

    static void authorizationAnswered(Draft draft, LegacyEvent.AuthorizationAnswered event) {
        SubscriptionState state = draft.record.contacts().subscription(event.contact());
        if (event.granted()) {
            ContactRules.granted(draft, event.contact());
        } else if (state.pendingOut() || state.userSeesContact()) {
            refuse(draft, event.contact(), state);
        }
    }

    private static void refuse(Draft draft, String name, SubscriptionState state) {
        draft.endAwaiting(name);
        ContactRules.send(draft, Presence.Type.UNSUBSCRIBED, name);
        draft.removeContact(name);
        ContactRules.changeOrRemove(draft, name, state.withoutTo());
    }

    /** The network cannot have that contact: the request is refused, and the error says why. */
    static void addFailed(Draft draft, LegacyEvent.AddContactFailed event) {
        SubscriptionState state = draft.record.contacts().subscription(event.contact());
        if (!state.pendingOut() && !state.userSeesContact()) {
            return;
        }
        Element failed =
                Presence.plain(Presence.Type.ERROR, draft.contactJid(event.contact()), draft.user()).toBuilder()
                        .child(Answers.error(draft, null, event.error(), event.reason())
                                .toXml())
                        .build();
        draft.send(failed);
        refuse(draft, event.contact(), state);
    }

    /** A legacy user has deleted the Jabber user (XEP-0100 section 5.2). */
    static void removedBy(Draft draft, String name) {
        SubscriptionState state = draft.record.contacts().subscription(name);
        if (state != SubscriptionState.NONE) {
            ContactRules.endSubscription(draft, name);
            ContactRules.changeOrRemove(draft, name, SubscriptionState.NONE);
        }
    }
}
