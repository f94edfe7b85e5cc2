package im.gateway.node.user;

import im.gateway.persistence.Contact;
import im.gateway.persistence.Listing;
import im.gateway.persistence.UserEvent;
import im.gateway.protocol.jid.Jid;
import im.gateway.protocol.privilege.Privileged;
import im.gateway.protocol.roster.Roster;
import im.gateway.protocol.stanza.Iq;
import im.gateway.protocol.xml.Element;
import java.time.Duration;
import java.util.ArrayList;
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
            SuggestionRules.begin(draft);
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
        await(draft, telling, draft.rules.settings().probeAnswer());
    }

    static void await(Draft draft, Telling telling, Duration longest) {
        draft.telling = telling;
        draft.startTimer(Input.Timer.LIST_ANSWER, longest);
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
            case CLIENTS -> throw new AssertionError("clients are asked by other rules: " + iq.id());
            case PUSHES -> SuggestionRules.answered(draft, contacts, isResult);
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
        SuggestionRules.begin(draft);
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

    /** Answers may be lost, or were given for a list that comes anew. Suggestions that were made are not made again: they have their time still. */
    static void beginAnew(Draft draft) {
        if (draft.telling.step() != Telling.Step.PUSHES) {
            draft.telling = Telling.NONE;
            draft.stopTimer(Input.Timer.LIST_ANSWER);
        }
    }

    /** Nobody is there any more who could answer. */
    static void abandon(Draft draft) {
        SuggestionRules.withoutAnswer(draft);
        forget(draft);
    }

    /** The registration ends, and all that is told of it. */
    static void forget(Draft draft) {
        draft.telling = Telling.NONE;
        draft.stopTimer(Input.Timer.LIST_ANSWER);
    }

    private static boolean isGone(Draft draft, String name) {
        Contact contact = draft.record.contacts().get(name);
        return contact != null && contact.listing() == Listing.GONE;
    }

    /** Somebody does not answer. A change of the roster does no harm a second time, at the next occasion. */
    static void overdue(Draft draft) {
        Telling telling = draft.telling;
        switch (telling.step()) {
            case RESTING -> {
                // The answer came together with the timer.
            }
            case ROSTER -> rosterRefused(draft);
            case CLEARING -> draft.telling = Telling.NONE;
            case SETS -> draft.telling = telling.resting();
            case CLIENTS -> SuggestionRules.nobodyTakesThem(draft);
            case PUSHES -> {
                SuggestionRules.withoutAnswer(draft);
                rest(draft);
            }
        }
    }
}
