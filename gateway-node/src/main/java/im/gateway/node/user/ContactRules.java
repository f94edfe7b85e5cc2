package im.gateway.node.user;

import im.gateway.node.legacy.LegacyCommand;
import im.gateway.node.legacy.LegacyNetwork.Feature;
import im.gateway.persistence.Contact;
import im.gateway.persistence.Contacts;
import im.gateway.persistence.Listing;
import im.gateway.persistence.UserEvent;
import im.gateway.protocol.jid.Jid;
import im.gateway.protocol.stanza.Presence;
import im.gateway.protocol.stanza.StanzaCondition;
import im.gateway.protocol.subscription.SubscriptionState;
import java.util.List;

/**
 * The user's contacts and the subscriptions with them (XEP-0100 sections 4.6, 4.7, 5.1 and 5.2; RFC 3921 section 9). The gateway is the
 * contact's server for every legacy user. A subscription stanza goes out only when a state changes, or as the one answer to a
 * {@code subscribe} that was granted before; so no exchange can go on for ever. What the legacy side begins is in
 * {@link LegacyContactRules}.
 */
final class ContactRules {
    private ContactRules() {}

    static void fromJabber(Draft draft, Presence presence) {
        if (!draft.record.isRegistered()) {
            if (presence.type() == Presence.Type.SUBSCRIBE) {
                draft.send(
                        presence.toError(Answers.error(draft, presence, StanzaCondition.REGISTRATION_REQUIRED, null)));
            }
            return;
        }
        String name = draft.rules.legacyName(presence.to());
        if (name == null) {
            if (presence.type() == Presence.Type.SUBSCRIBE) {
                draft.send(presence.toError(Answers.error(draft, presence, StanzaCondition.ITEM_NOT_FOUND, null)));
            }
            return;
        }
        SubscriptionState state = draft.record.contacts().subscription(name);
        switch (presence.type()) {
            case SUBSCRIBE -> {
                if (draft.record.hasBlocked(name)) {
                    BlockingRules.refuse(draft, presence);
                } else {
                    subscribe(draft, name, state);
                }
            }
            case SUBSCRIBED -> subscribed(draft, name, state);
            case UNSUBSCRIBE -> unsubscribe(draft, name, state);
            case UNSUBSCRIBED -> unsubscribed(draft, name, state);
            default -> throw new AssertionError("not about a subscription: " + presence.type());
        }
    }

    /** The user wants to see the contact (RFC 3921 table 3, seen from the contact). */
    private static void subscribe(Draft draft, String name, SubscriptionState state) {
        forgetDenial(draft, name);
        if (state.userSeesContact()) {
            send(draft, Presence.Type.SUBSCRIBED, name);
            tellPresence(draft, name);
            return;
        }
        if (!state.pendingOut()) {
            change(draft, name, state.withPendingOut());
        }
        if (isFriendAlready(draft, name)) {
            draft.effect(new Effect.Perform(new LegacyCommand.Watch(List.of(name))));
            granted(draft, name);
            return;
        }
        OwedRules.add(draft, name);
        if (!draft.rules.has(Feature.AUTHORIZATION)) {
            granted(draft, name);
        }
    }

    /** Whether somebody who was never asked shows their presence to the user, which is all that a request would ask for. */
    private static boolean isFriendAlready(Draft draft, String name) {
        ContactPresence presence = draft.contacts().get(name);
        return draft.rules.has(Feature.AUTHORIZATION)
                && draft.login instanceof LoginState.Connected
                && presence != null
                && presence.fresh();
    }

    /** The contact lets the user see it: subscribed, then its presence, then its own request (XEP-0100 section 4.6.1 steps 3 to 5). */
    static void granted(Draft draft, String name) {
        SubscriptionState state = draft.record.contacts().subscription(name);
        if (!state.pendingOut()) {
            return;
        }
        change(draft, name, state.withTo());
        send(draft, Presence.Type.SUBSCRIBED, name);
        AvatarRules.seen(draft, name);
        boolean presenceMayCome = draft.login instanceof LoginState.Connected && !draft.showsAsThere(name);
        if (presenceMayCome) {
            draft.awaitFirstPresence(name);
            draft.startTimer(Input.Timer.FIRST_PRESENCE, draft.rules.settings().firstPresence());
        } else {
            tellPresence(draft, name);
            askBack(draft, name);
        }
    }

    static void firstPresence(Draft draft, String name) {
        if (draft.endAwaiting(name)) {
            askBack(draft, name);
        }
    }

    static void firstPresenceOverdue(Draft draft) {
        List.copyOf(draft.awaitingFirstPresence()).forEach(name -> firstPresence(draft, name));
    }

    /** The contact's own request to see the user, unless that is granted or asked already. */
    private static void askBack(Draft draft, String name) {
        SubscriptionState state = draft.record.contacts().subscription(name);
        if (state.userSeesContact() && !state.contactSeesUser() && !state.pendingIn()) {
            change(draft, name, state.withPendingIn());
            send(draft, Presence.Type.SUBSCRIBE, name);
        }
    }

    static void tellPresence(Draft draft, String name) {
        ContactPresence presence = draft.contacts().get(name);
        if (presence != null
                && !draft.record.hasBlocked(name)
                && !draft.resources().isEmpty()) {
            draft.putContact(name, presence.asTold());
            draft.send(OwnPresence.ofContact(draft, name, draft.user(), presence));
        }
    }

    /** The user lets the contact see them (RFC 3921 table 5, seen from the contact). */
    private static void subscribed(Draft draft, String name, SubscriptionState state) {
        forgetDenial(draft, name);
        if (!state.pendingIn()) {
            return;
        }
        draft.endAwaiting(name);
        change(draft, name, state.withFrom());
        answer(draft, name, true);
    }

    /** The user no longer wants to see the contact (RFC 3921 table 4, seen from the contact). */
    private static void unsubscribe(Draft draft, String name, SubscriptionState state) {
        if (!state.userSeesContact() && !state.pendingOut()) {
            return;
        }
        draft.endAwaiting(name);
        send(draft, Presence.Type.UNSUBSCRIBED, name);
        if (draft.showsAsThere(name)) {
            draft.send(Presence.plain(Presence.Type.UNAVAILABLE, draft.contactSender(name), draft.user()));
            draft.removeContact(name);
        }
        changeOrRemove(draft, name, state.withoutTo());
    }

    /** The user no longer lets the contact see them, or refuses to (RFC 3921 table 6, seen from the contact). */
    private static void unsubscribed(Draft draft, String name, SubscriptionState state) {
        if (!state.contactSeesUser() && !state.pendingIn()) {
            return;
        }
        if (!state.pendingIn()) {
            OwedRules.withdrawGrant(draft, name);
            changeOrRemove(draft, name, state.withoutFrom());
            return;
        }
        draft.endAwaiting(name);
        answer(draft, name, false);
        draft.event(new UserEvent.AuthorizationDenied(name));
        Contact contact = draft.record.contacts().get(name);
        boolean onTheList = contact != null && contact.listing() != Listing.UNTOLD;
        if (state.withoutFrom() == SubscriptionState.NONE && !onTheList) {
            // Nothing but the request was there, so there is nothing to delete on the legacy list.
            draft.event(new UserEvent.ContactRemoved(name));
        } else {
            change(draft, name, state.withoutFrom());
        }
    }

    /** Answers a request to see the user: to the network where a legacy user asked, and not where the contact list did. */
    private static void answer(Draft draft, String name, boolean isGranted) {
        Contact contact = draft.record.contacts().get(name);
        if (contact != null && contact.listing() == Listing.ASKED) {
            TellingRules.told(draft, List.of(name));
        } else {
            OwedRules.answer(draft, name, isGranted);
        }
    }

    /** The user turns to a legacy user: whatever was refused before, that one may ask again. */
    static void forgetDenial(Draft draft, String name) {
        if (draft.record.hasDenied(name)) {
            draft.event(new UserEvent.DenialForgotten(name));
        }
    }

    static void change(Draft draft, String name, SubscriptionState state) {
        draft.event(new UserEvent.SubscriptionChanged(name, state));
    }

    /** With nothing left between the two, the contact is off both lists; the legacy list hears of it once. */
    static void changeOrRemove(Draft draft, String name, SubscriptionState state) {
        if (state != SubscriptionState.NONE) {
            change(draft, name, state);
            return;
        }
        draft.event(new UserEvent.ContactRemoved(name));
        OwedRules.remove(draft, name);
    }

    static void send(Draft draft, Presence.Type type, String name) {
        draft.send(Presence.plain(type, draft.contactJid(name), draft.user()));
    }

    /** Tells the user that neither sees the other any more, and each resource that the contact is gone. */
    static void endSubscription(Draft draft, String name) {
        if (draft.record.contacts().subscription(name) == SubscriptionState.NONE) {
            return;
        }
        draft.endAwaiting(name);
        send(draft, Presence.Type.UNSUBSCRIBE, name);
        send(draft, Presence.Type.UNSUBSCRIBED, name);
        if (draft.showsAsThere(name)) {
            draft.resources()
                    .keySet()
                    .forEach(resource -> draft.send(Presence.plain(
                            Presence.Type.UNAVAILABLE, draft.contactSender(name), draft.resourceJid(resource))));
        }
        draft.removeContact(name);
    }

    /** Ends every contact's subscription, for a user who unregisters. */
    static void endAll(Draft draft, Contacts contacts) {
        for (Contact contact : contacts) {
            Jid jid = draft.contactJid(contact.legacyName());
            SubscriptionState state = contact.subscription();
            if (state.contactSeesUser() || state.pendingIn()) {
                draft.send(Presence.plain(Presence.Type.UNSUBSCRIBE, jid, draft.user()));
            }
            if (state.userSeesContact() || state.pendingOut()) {
                draft.send(Presence.plain(Presence.Type.UNSUBSCRIBED, jid, draft.user()));
            }
            if (draft.showsAsThere(contact.legacyName())) {
                Jid sender = draft.contactSender(contact.legacyName());
                draft.send(Presence.plain(Presence.Type.UNAVAILABLE, sender, draft.user()));
                draft.removeContact(contact.legacyName());
            }
        }
    }

    static void notStored(Draft draft, Presence presence) {
        if (presence.type() == Presence.Type.SUBSCRIBE) {
            draft.send(presence.toError(Answers.error(draft, presence, StanzaCondition.INTERNAL_SERVER_ERROR, null)));
        }
    }
}
