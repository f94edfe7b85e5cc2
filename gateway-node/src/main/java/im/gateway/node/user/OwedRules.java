package im.gateway.node.user;

import im.gateway.node.legacy.LegacyCommand;
import im.gateway.node.legacy.LegacyEvent.ContactList;
import im.gateway.node.legacy.LegacyNetwork.Feature;
import im.gateway.persistence.Owed;
import im.gateway.persistence.Owed.Decision;
import im.gateway.persistence.UserEvent;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the user decides about contacts, told to the network: at once where the login is there, else at the next login. What was owed
 * counts as told when that login has lasted for a while; after one that ended before, it is told again, which changes nothing on a
 * network that has heard it.
 */
final class OwedRules {
    private OwedRules() {}

    /** Puts a contact on the list that the network keeps. */
    static void add(Draft draft, String contact) {
        // A request that waits for its answer is repeated at each login anyway.
        boolean isRemembered = draft.rules.has(Feature.CONTACT_LIST) && !draft.rules.has(Feature.AUTHORIZATION);
        tell(draft, new Owed(contact, Decision.ADD), isRemembered);
    }

    static void remove(Draft draft, String contact) {
        tell(draft, new Owed(contact, Decision.REMOVE), draft.rules.has(Feature.CONTACT_LIST));
    }

    /** Answers a legacy user's request to see the user. */
    static void answer(Draft draft, String contact, boolean isGranted) {
        if (draft.rules.has(Feature.AUTHORIZATION)) {
            tell(draft, new Owed(contact, isGranted ? Decision.GRANT : Decision.DENY), true);
        }
    }

    /** The user takes back what was granted: where the network has not heard of it yet, it never does. */
    static void withdrawGrant(Draft draft, String contact) {
        if (draft.record.owes(contact, Decision.GRANT)) {
            draft.event(new UserEvent.DecisionOwed(new Owed(contact, Decision.DENY)));
        }
    }

    /** Whom the user blocks is not to see the user either, on a network that can do it (RFC 2779 section 5.1.15). */
    static void block(Draft draft, String contact, boolean isBlock) {
        if (draft.rules.has(Feature.BLOCKING)) {
            // Who is blocked is told at each login anyway.
            tell(draft, new Owed(contact, isBlock ? Decision.BLOCK : Decision.UNBLOCK), !isBlock);
        }
    }

    private static void tell(Draft draft, Owed owed, boolean isRemembered) {
        boolean isConnected = draft.login instanceof LoginState.Connected;
        if (isConnected) {
            perform(draft, command(owed));
        }
        // Of two decisions the later one counts, also at the next login.
        boolean isTakenBack = draft.record.owes(owed.contact(), owed.decision().opposite());
        boolean isNew = isRemembered && !isConnected && !draft.record.owes(owed.contact(), owed.decision());
        if (isTakenBack || isNew) {
            draft.event(new UserEvent.DecisionOwed(owed));
        }
    }

    private static LegacyCommand command(Owed owed) {
        return switch (owed.decision()) {
            case ADD -> new LegacyCommand.AddContact(owed.contact());
            case REMOVE -> new LegacyCommand.RemoveContact(owed.contact());
            case GRANT -> new LegacyCommand.AnswerAuthorization(owed.contact(), true);
            case DENY -> new LegacyCommand.AnswerAuthorization(owed.contact(), false);
            case BLOCK -> new LegacyCommand.Block(owed.contact());
            case UNBLOCK -> new LegacyCommand.Unblock(owed.contact());
        };
    }

    /**
     * The user is logged in. Whom the user has blocked is told whole, since the account may be another one than it was. What is to leave
     * the network's list waits for that list; what is asked for has been asked again.
     */
    static void loggedIn(Draft draft) {
        if (draft.rules.has(Feature.BLOCKING)) {
            draft.record.blocked().forEach(contact -> perform(draft, new LegacyCommand.Block(contact)));
        }
        for (Owed owed : draft.record.owed()) {
            boolean isDue = switch (owed.decision()) {
                case GRANT, DENY, UNBLOCK -> true;
                case REMOVE, BLOCK -> false;
                case ADD ->
                    !draft.record.contacts().subscription(owed.contact()).pendingOut();
            };
            if (isDue) {
                perform(draft, command(owed));
            }
        }
    }

    /**
     * The network has sent its list: who was removed in its absence is taken off.
     *
     * @return the list as it will be then
     */
    static List<ContactList.Entry> listed(Draft draft, ContactList list) {
        Set<String> removed = new HashSet<>();
        for (ContactList.Entry entry : list.contacts()) {
            if (draft.record.owes(entry.contact(), Decision.REMOVE) && removed.add(entry.contact())) {
                perform(draft, new LegacyCommand.RemoveContact(entry.contact()));
            }
        }
        return list.contacts().stream()
                .filter(entry -> !removed.contains(entry.contact()))
                .toList();
    }

    /** The login has lasted: the network has heard everything. */
    static void settle(Draft draft) {
        boolean isConnected = draft.login instanceof LoginState.Connected;
        if (isConnected && !draft.record.owed().isEmpty()) {
            List<String> contacts =
                    draft.record.owed().stream().map(Owed::contact).distinct().toList();
            draft.event(new UserEvent.DecisionsCarriedOut(contacts));
        }
    }

    private static void perform(Draft draft, LegacyCommand command) {
        draft.effect(new Effect.Perform(command));
    }
}
