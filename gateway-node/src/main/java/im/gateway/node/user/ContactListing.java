package im.gateway.node.user;

import im.gateway.node.command.GatewayCommand;
import im.gateway.node.legacy.LegacyNetwork.Feature;
import im.gateway.persistence.Contact;
import im.gateway.persistence.UserRecord.Registration;
import im.gateway.protocol.commands.CommandRequest;
import im.gateway.protocol.disco.DiscoItems;
import im.gateway.protocol.jid.Jid;
import im.gateway.protocol.stanza.Iq;
import im.gateway.protocol.stanza.StanzaCondition;
import im.gateway.protocol.xml.Element;
import java.util.ArrayList;
import java.util.List;

/** What is under the gateway's address for one user (XEP-0030 section 4): the contacts, and the commands that make sense now. */
final class ContactListing {
    /** Items in one answer; with more, a server's limit for one stanza would be near. */
    private static final int MOST_ITEMS = 1000;

    private ContactListing() {}

    /** The user's contacts, without those of whom there is only a request that the user has not answered. */
    static List<Contact> of(Draft draft) {
        List<Contact> contacts = new ArrayList<>();
        for (Contact contact : draft.record.contacts()) {
            boolean asksOnly = contact.subscription().pendingIn()
                    && !contact.subscription().userSeesContact()
                    && !contact.subscription().pendingOut();
            if (!asksOnly) {
                contacts.add(contact);
            }
        }
        return contacts;
    }

    /** Answers a question for the items of the gateway, or of its list of commands (XEP-0050 section 2.2). */
    static void items(Draft draft, Iq iq, Element query) {
        String node = query.attribute("node");
        if (node == null) {
            draft.send(iq.toResult(new DiscoItems(null, contacts(draft)).toXml()));
        } else if (node.equals(CommandRequest.NAMESPACE)) {
            draft.send(iq.toResult(new DiscoItems(node, commands(draft, iq)).toXml()));
        } else {
            draft.send(iq.toError(Answers.error(draft, iq, StanzaCondition.ITEM_NOT_FOUND, null)));
        }
    }

    private static List<DiscoItems.Item> contacts(Draft draft) {
        return of(draft).stream()
                .limit(MOST_ITEMS)
                .map(contact -> new DiscoItems.Item(draft.contactJid(contact.legacyName()), null, contact.name()))
                .toList();
    }

    private static List<DiscoItems.Item> commands(Draft draft, Iq iq) {
        List<DiscoItems.Item> items = new ArrayList<>();
        Jid gateway = draft.gateway();
        for (GatewayCommand command : GatewayCommand.values()) {
            if (makesSense(draft, command)) {
                String title = Answers.text(draft, iq, command.title(), draft.rules.serviceName());
                items.add(new DiscoItems.Item(gateway, command.node(), title));
            }
        }
        return items;
    }

    private static boolean makesSense(Draft draft, GatewayCommand command) {
        Registration registration = draft.record.registration();
        if (command.isForAdministrators()) {
            return draft.rules.isAdministrator();
        }
        if (registration == null) {
            return command == GatewayCommand.REGISTER;
        }
        boolean loggedIn = draft.login instanceof LoginState.Connected;
        return switch (command) {
            case REGISTER -> false;
            case LOG_IN -> !loggedIn;
            case LOG_OUT ->
                !(draft.login instanceof LoginState.LoggedOut || draft.login instanceof LoginState.SignedOff);
            case CHANGE_CONTACT -> loggedIn && draft.rules.has(Feature.GROUPS);
            case STATE, CONTACTS, PREFERENCES, EDIT, UNREGISTER -> true;
            case REGISTERED_NUMBER, ONLINE_NUMBER, REGISTERED_LIST, ANNOUNCE, SEAL_PASSWORDS ->
                throw new AssertionError("for administrators: " + command);
        };
    }
}
