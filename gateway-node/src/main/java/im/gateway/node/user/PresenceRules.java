package im.gateway.node.user;

import im.gateway.node.legacy.LegacyCommand;
import im.gateway.persistence.Contact;
import im.gateway.persistence.Listing;
import im.gateway.persistence.UserEvent;
import im.gateway.protocol.jid.Jid;
import im.gateway.protocol.stanza.Presence;
import im.gateway.protocol.stanza.StanzaCondition;
import im.gateway.protocol.subscription.SubscriptionState;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which of the user's resources are online, and who is told of it on both sides (XEP-0100 sections 4.4 and 4.5, RFC 3921 section 5.1). */
final class PresenceRules {
    private PresenceRules() {}

    static void fromJabber(Draft draft, Presence presence) {
        boolean toGateway = presence.to().local() == null;
        switch (presence.type()) {
            case AVAILABLE -> available(draft, presence, toGateway);
            case UNAVAILABLE -> unavailable(draft, presence, toGateway);
            case PROBE -> probed(draft, presence, toGateway);
            case SUBSCRIBE, SUBSCRIBED, UNSUBSCRIBE, UNSUBSCRIBED -> {
                if (toGateway) {
                    gatewaySubscription(draft, presence);
                } else {
                    ContactRules.fromJabber(draft, presence);
                }
            }
            case ERROR -> {
                // Never answered; they are the matter of BounceRules.
            }
        }
    }

    private static void available(Draft draft, Presence presence, boolean toGateway) {
        String name = presence.from().resource();
        if (name == null || !draft.record.isRegistered()) {
            return;
        }
        Resource known = draft.resources().get(name);
        if (known != null && known.toGateway() && !toGateway && known.confirmed()) {
            // A broadcast reaches the gateway and every contact; what reaches the gateway itself is what counts.
            return;
        }
        boolean isFirst = draft.resources().isEmpty();
        Resource resource = ClientRules.heard(
                draft, Resource.of(name, presence, toGateway || (known != null && known.toGateway())), known, presence);
        draft.putResource(resource);
        if (known == null) {
            if (draft.login instanceof LoginState.SignedOff) {
                draft.login = new LoginState.LoggedOut();
            }
            rememberResources(draft);
        }
        boolean connected = draft.login instanceof LoginState.Connected;
        if (known == null && !isFirst) {
            Earlier.heardByMore(draft, connected);
        }
        if (known == null) {
            // One that is remembered and only says that it is still there asks for nothing: its login is under way, or
            // barred.
            LoginRules.want(draft);
        }
        if (connected) {
            showPresence(draft);
            if (isFirst) {
                draft.stopTimer(Input.Timer.UNUSED_SESSION);
                announce(draft);
            } else if (known == null) {
                tellResource(draft, draft.resourceJid(name));
            }
            AvatarRules.heard(draft, resource, known);
        }
    }

    private static void unavailable(Draft draft, Presence presence, boolean toGateway) {
        String name = presence.from().resource();
        Resource known = name == null ? null : draft.resources().get(name);
        if (known == null) {
            if (name == null && toGateway) {
                // The answer to our probe where nobody is online: without a resource, it speaks for all of them.
                List.copyOf(draft.resources().keySet()).forEach(resource -> leave(draft, resource));
            }
        } else if (toGateway || !known.toGateway()) {
            leave(draft, known.name());
        }
    }

    /** A resource has gone; the last one takes the login with it, where the user does not stay connected. */
    static void leave(Draft draft, String name) {
        draft.removeResource(name);
        if (!(draft.login instanceof LoginState.SignedOff)) {
            rememberResources(draft);
        }
        tellResourceGone(draft, draft.resourceJid(name));
        BounceRules.forget(draft, name);
        if (draft.resources().isEmpty() && draft.record.staying()) {
            stayAlone(draft);
        } else if (draft.resources().isEmpty()) {
            LogoutRules.logOut(draft);
        } else if (draft.login instanceof LoginState.Connected) {
            showPresence(draft);
        }
    }

    /** Nobody is online, and the login stays as the user wants it: who comes next is told everything. */
    private static void stayAlone(Draft draft) {
        TellingRules.abandon(draft);
        draft.gatewayTold = false;
        Map<String, ContactPresence> untold = new HashMap<>();
        draft.contacts().forEach((name, p) -> untold.put(name, p.asUntold()));
        draft.setContacts(untold);
        if (draft.login instanceof LoginState.Connected) {
            showPresence(draft);
        }
    }

    /** A resource that asks for the login counts as online, also where its presence has never come. */
    static void countAsOnline(Draft draft, Jid address) {
        String name = address.resource();
        if (name != null && !draft.resources().containsKey(name)) {
            draft.putResource(Resource.asking(name));
        }
        rememberResources(draft);
    }

    /** The login is wanted for those who are online now. */
    static void rememberResources(Draft draft) {
        draft.event(new UserEvent.SessionWanted(
                draft.resources().keySet().stream().sorted().toList(),
                draft.record.preferences().stayConnected()));
    }

    /**
     * Shows the legacy network the presence of the resource with the highest priority; of equals, the most available. Who stays
     * connected without any is away.
     */
    static void showPresence(Draft draft) {
        if (draft.resources().isEmpty() && draft.record.staying()) {
            draft.effect(new Effect.Perform(new LegacyCommand.ShowPresence(Presence.Show.XA, null)));
        }
        draft.resources().values().stream()
                .max(Comparator.comparingInt(Resource::priority)
                        .thenComparing(Resource::show, Comparator.reverseOrder())
                        .thenComparing(Resource::name))
                .ifPresent(best ->
                        draft.effect(new Effect.Perform(new LegacyCommand.ShowPresence(best.show(), best.status()))));
    }

    /** The user is online and logged in: tell what has not been told. */
    static void announce(Draft draft) {
        if (!draft.gatewayTold) {
            draft.gatewayTold = true;
            if (!draft.earlier.gatewayStands()) {
                draft.send(OwnPresence.ofGateway(draft, draft.user()));
            }
            draft.earlier = draft.earlier.withoutGateway();
        }
        Map<String, ContactPresence> all = new HashMap<>();
        draft.contacts().forEach((name, presence) -> {
            boolean isSeen = ContactPresenceRules.sees(draft, name);
            if (!presence.told() && isSeen) {
                draft.send(OwnPresence.ofContact(draft, name, draft.user(), presence));
            }
            all.put(name, isSeen ? presence.asTold() : presence);
        });
        draft.setContacts(all);
        for (Contact contact : draft.record.contacts()) {
            // What the contact list asked in a contact's name is with the user's server, which repeats it itself.
            boolean isAsking = contact.subscription().pendingIn() && contact.listing() != Listing.ASKED;
            if (isAsking && !draft.record.hasBlocked(contact.legacyName())) {
                draft.send(
                        Presence.plain(Presence.Type.SUBSCRIBE, draft.contactJid(contact.legacyName()), draft.user()));
            }
        }
        draft.takeUnread().forEach(draft::send);
        TellingRules.begin(draft);
    }

    static void tellResource(Draft draft, Jid resource) {
        if (draft.gatewayTold) {
            draft.send(OwnPresence.ofGateway(draft, resource));
        }
        draft.contacts().forEach((name, presence) -> {
            if (presence.told() && ContactPresenceRules.sees(draft, name)) {
                draft.send(OwnPresence.ofContact(draft, name, resource, presence));
            }
        });
    }

    private static void tellResourceGone(Draft draft, Jid resource) {
        if (!draft.record.isRegistered()) {
            return;
        }
        draft.send(Presence.plain(Presence.Type.UNAVAILABLE, draft.gateway(), resource));
        for (String name : ContactPresenceRules.takenToBeThere(draft)) {
            draft.send(Presence.plain(Presence.Type.UNAVAILABLE, draft.contactSender(name), resource));
        }
    }

    private static void probed(Draft draft, Presence probe, boolean toGateway) {
        if (!draft.record.isRegistered()) {
            return;
        }
        if (toGateway) {
            if (draft.gatewayTold) {
                draft.send(OwnPresence.ofGateway(draft, probe.from()));
            }
            return;
        }
        String name = draft.rules.legacyName(probe.to());
        SubscriptionState state =
                name == null ? SubscriptionState.NONE : draft.record.contacts().subscription(name);
        if (name == null || !state.userSeesContact()) {
            StanzaCondition condition = state.pendingOut() ? StanzaCondition.NOT_AUTHORIZED : StanzaCondition.FORBIDDEN;
            draft.send(probe.toError(Answers.error(draft, probe, condition, null)));
            return;
        }
        ContactPresence presence = draft.contacts().get(name);
        if (presence != null && presence.told()) {
            draft.send(OwnPresence.ofContact(draft, name, probe.from(), presence));
        }
    }

    /** The subscription between the user and the gateway itself (XEP-0100 section 4.1 steps 9 to 12). */
    private static void gatewaySubscription(Draft draft, Presence presence) {
        if (presence.type() == Presence.Type.SUBSCRIBE) {
            if (!draft.record.isRegistered()) {
                draft.send(
                        presence.toError(Answers.error(draft, presence, StanzaCondition.REGISTRATION_REQUIRED, null)));
                return;
            }
            draft.send(Presence.plain(Presence.Type.SUBSCRIBED, draft.gateway(), draft.user()));
            if (draft.gatewayTold) {
                draft.send(OwnPresence.ofGateway(draft, draft.user()));
            }
        } else if (presence.type() == Presence.Type.UNSUBSCRIBE && draft.record.isRegistered()) {
            draft.send(Presence.plain(Presence.Type.UNSUBSCRIBED, draft.gateway(), draft.user()));
        } else if (presence.type() == Presence.Type.UNSUBSCRIBED) {
            // A probe was answered like this: the gateway may not see who is online, so those whom it knows stay.
            draft.stopTimer(Input.Timer.PROBE_ANSWERED);
        }
    }

    /** The XMPP server was away: what did the user miss? Who is online is asked in turn, since all users come to it at once. */
    static void streamBack(Draft draft) {
        draft.streamLost = false;
        MessageRules.sendBuffered(draft);
        if (!draft.resources().isEmpty()) {
            // Who was asked before has not been asked: the time for the answer begins with the turn.
            draft.stopTimer(Input.Timer.PROBE_ANSWERED);
            draft.effect(new Effect.AwaitTurnToAsk());
        }
    }

    /** After the XMPP server was away: who is online now is asked, and told everything anew. The legacy login stays. */
    static void askAgain(Draft draft) {
        if (draft.resources().isEmpty()) {
            return;
        }
        List.copyOf(draft.resources().values()).forEach(resource -> draft.putResource(resource.unconfirmed()));
        ProbeRules.ask(draft);
        if (draft.login instanceof LoginState.Connected connected) {
            Map<String, ContactPresence> untold = new HashMap<>();
            draft.contacts().forEach((name, p) -> untold.put(name, p.asUntold()));
            draft.setContacts(untold);
            draft.gatewayTold = false;
            draft.earlier = draft.earlier.withoutDetails();
            TellingRules.beginAnew(draft);
            announce(draft);
            draft.afterFailure = true;
            if (connected.reported()) {
                ContactPresenceRules.reconcile(draft);
            }
        } else {
            Earlier.retell(draft);
        }
    }
}
