package im.gateway.node.user;

import im.gateway.persistence.Contact;
import im.gateway.persistence.Listing;
import im.gateway.persistence.UserEvent;
import im.gateway.protocol.disco.DiscoInfo;
import im.gateway.protocol.jid.Jid;
import im.gateway.protocol.privilege.Privileged;
import im.gateway.protocol.roster.Roster;
import im.gateway.protocol.rosterx.RosterExchange;
import im.gateway.protocol.stanza.Iq;
import im.gateway.protocol.stanza.Presence;
import im.gateway.protocol.xml.Element;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How the roster is told of the network's contact list: by privileged access (XEP-0356), else by suggestions to a client that takes
 * them (XEP-0144), else by a request for each contact (XEP-0100 section 4.6); each contact by one of them, once.
 *
 * <p>Whether a server grants access is found out by asking it for the roster: who has no right to it gets an error (XEP-0356 section
 * 4.3). Its advertisement is not used, since it reaches only the node with the stream, and only when that stream begins; the answer
 * reaches every node, comes from the server of just this user, and is never out of date. It costs a request when there is something
 * to tell, and not at each login.
 */
final class TellingRules {
    /** A name for people, XEP-0172. */
    private static final String NICK = "http://jabber.org/protocol/nick";

    private TellingRules() {}

    /** Begins, where there is something to tell and somebody who can be told; otherwise the next login or resource does. */
    static void begin(Draft draft) {
        boolean canTell = draft.login instanceof LoginState.Connected
                && draft.telling.step() == Telling.Step.RESTING
                && draft.gatewayTold
                && !draft.resources().isEmpty();
        if (!canTell || ContactListRules.untold(draft).isEmpty()) {
            return;
        }
        if (draft.telling.rosterRefused()) {
            askClients(draft);
            return;
        }
        String id = newId(draft);
        draft.send(Privileged.rosterGet(draft.gateway(), draft.rules.id().user(), id));
        await(draft, draft.telling.asking(Telling.Step.ROSTER, Map.of(id, List.of())));
    }

    static String newId(Draft draft) {
        return "list-" + Long.toString(draft.rules.random().applyAsLong(Long.MAX_VALUE), Character.MAX_RADIX);
    }

    static void await(Draft draft, Telling telling) {
        draft.telling = telling;
        draft.startTimer(Input.Timer.LIST_ANSWER, draft.rules.settings().probeAnswer());
    }

    /** An answer of the user's server or of a client, to whatever question. */
    static void answered(Draft draft, Iq iq) {
        Telling telling = draft.telling;
        List<String> contacts = telling.contacts(iq.id());
        if (contacts == null) {
            return;
        }
        draft.telling = telling.without(iq.id());
        boolean isResult = iq.type() == Iq.Type.RESULT;
        switch (telling.step()) {
            case RESTING -> throw new AssertionError("a request of nobody: " + iq.id());
            case ROSTER -> roster(draft, iq);
            case SETS -> RosterAccess.answered(draft, contacts, isResult);
            case CLIENTS -> client(draft, iq);
            case PUSHES -> pushed(draft, contacts, isResult);
            case CLEARING -> RosterAccess.clear(draft, iq, contacts);
        }
    }

    private static void roster(Draft draft, Iq answer) {
        Element query = answer.payload();
        Roster roster = answer.isError() || query == null ? null : Roster.parse(query);
        if (roster == null) {
            rosterRefused(draft);
        } else {
            RosterAccess.change(draft, roster);
        }
    }

    /** No privileged access; or one that does not work, as that of ejabberd 23.01, which lets us read rosters and fails at each change. */
    static void rosterRefused(Draft draft) {
        draft.telling = draft.telling.refused();
        askClients(draft);
    }

    private static void askClients(Draft draft) {
        Map<String, List<String>> open = new HashMap<>();
        for (Resource resource : draft.resources().values()) {
            if (resource.confirmed()) {
                String id = newId(draft);
                Jid to = draft.resourceJid(resource.name());
                draft.send(Iq.request(Iq.Type.GET, draft.gateway(), to, id, DiscoInfo.query(null)));
                open.put(id, List.of());
            }
        }
        if (open.isEmpty()) {
            // Nobody is known to be there: whoever comes is told.
            draft.telling = draft.telling.resting();
            draft.stopTimer(Input.Timer.LIST_ANSWER);
        } else {
            await(draft, draft.telling.asking(Telling.Step.CLIENTS, open));
        }
    }

    /** The first client that can be suggested to is. */
    private static void client(Draft draft, Iq answer) {
        Element query = answer.payload();
        DiscoInfo info = answer.isError() || query == null ? null : DiscoInfo.parse(query);
        if (info != null && info.features().contains(RosterExchange.NAMESPACE)) {
            push(draft, answer.from());
        } else if (draft.telling.open().isEmpty()) {
            askUser(draft);
        }
    }

    private static void push(Draft draft, Jid resource) {
        List<RosterExchange.Item> items = ContactListRules.untold(draft).stream()
                .map(contact -> suggestion(draft, contact))
                .toList();
        Map<String, List<String>> open = new HashMap<>();
        for (RosterExchange push : RosterExchange.pushes(items, RosterExchange.MAX_ITEMS)) {
            String id = newId(draft);
            draft.send(push.toIq(draft.gateway(), resource, id));
            open.put(
                    id,
                    push.items().stream()
                            .map(item -> name(draft, item.jid().asJid()))
                            .toList());
        }
        if (open.isEmpty()) {
            rest(draft);
        } else {
            await(draft, draft.telling.asking(Telling.Step.PUSHES, open));
        }
    }

    private static RosterExchange.Item suggestion(Draft draft, Contact contact) {
        RosterExchange.Action action = switch (contact.listing()) {
            case CHANGED -> RosterExchange.Action.MODIFY;
            case GONE -> RosterExchange.Action.DELETE;
            case UNTOLD, TOLD, ASKED -> RosterExchange.Action.ADD;
        };
        Jid address = draft.contactJid(contact.legacyName());
        return new RosterExchange.Item(action, address.bare(), contact.name(), groups(contact));
    }

    static List<String> groups(Contact contact) {
        return contact.groups().stream()
                .filter(group -> !group.isEmpty())
                .distinct()
                .toList();
    }

    static String name(Draft draft, Jid address) {
        String name = draft.rules.legacyName(address);
        if (name == null) {
            throw new AssertionError("no address of a contact of ours: " + address);
        }
        return name;
    }

    private static void pushed(Draft draft, List<String> contacts, boolean isTaken) {
        if (isTaken) {
            told(draft, contacts);
            if (draft.telling.open().isEmpty()) {
                rest(draft);
            }
        } else {
            // The client says that it can, and does not: those whom it has not taken are asked about one by one.
            draft.telling.open().values().forEach(sent -> told(draft, sent));
            askUser(draft);
        }
    }

    /** Asks to see the user in the name of each contact that is new; what else has changed cannot be said in this way. */
    private static void askUser(Draft draft) {
        List<String> asked = new ArrayList<>();
        List<String> told = new ArrayList<>();
        for (Contact contact : ContactListRules.untold(draft)) {
            String name = contact.legacyName();
            if (contact.listing() == Listing.UNTOLD && !draft.record.hasDenied(name)) {
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
        told(draft, told);
        rest(draft);
    }

    /** The roster knows of these contacts what there is to know; of one that is gone, nothing is left to remember. */
    static void told(Draft draft, List<String> contacts) {
        List<String> there = new ArrayList<>();
        for (String name : contacts) {
            Contact contact = draft.record.contacts().get(name);
            if (isGone(draft, name)) {
                draft.event(new UserEvent.ContactRemoved(name));
            } else if (contact != null) {
                there.add(name);
            }
        }
        if (!there.isEmpty()) {
            draft.event(new UserEvent.ContactsTold(there, false));
        }
    }

    /** Done; what has changed meanwhile is told next. */
    static void rest(Draft draft) {
        draft.telling = draft.telling.resting();
        draft.stopTimer(Input.Timer.LIST_ANSWER);
        begin(draft);
    }

    /** No answer will come any more, since the user has gone or the stream was lost. Suggestions that were sent count as taken. */
    static void abandon(Draft draft) {
        if (draft.telling.step() == Telling.Step.PUSHES) {
            List<String> sent = draft.telling.open().values().stream()
                    .flatMap(List::stream)
                    .filter(name -> !isGone(draft, name))
                    .sorted()
                    .toList();
            told(draft, sent);
        }
        draft.telling = Telling.NONE;
        draft.stopTimer(Input.Timer.LIST_ANSWER);
    }

    private static boolean isGone(Draft draft, String name) {
        Contact contact = draft.record.contacts().get(name);
        return contact != null && contact.listing() == Listing.GONE;
    }

    /**
     * Somebody does not answer. A suggestion that was sent counts as taken, since a client may leave it to its user for as long as it
     * likes. A change of the roster does not: it does no harm a second time, at the next occasion.
     */
    static void overdue(Draft draft) {
        Telling telling = draft.telling;
        switch (telling.step()) {
            case RESTING -> {
                // The answer came together with the timer.
            }
            case ROSTER -> rosterRefused(draft);
            case CLEARING -> draft.telling = Telling.NONE;
            case SETS -> draft.telling = telling.resting();
            case CLIENTS -> askUser(draft);
            case PUSHES -> {
                telling.open().values().forEach(sent -> told(draft, sent));
                rest(draft);
            }
        }
    }
}
