package im.gateway.persistence;

import im.gateway.protocol.subscription.SubscriptionState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The facts that are stored about a registration, in the order in which they happened. Passing messages and passing presence are not among
 * them. The serializer gives each its name in the journal ({@code registered/1}); a record here may gain a nullable component, and nothing else.
 */
public sealed interface UserEvent {
    /**
     * The legacy service accepted the credentials and the registration exists from here on.
     *
     * @param username the name on the legacy service, as the user gave it
     * @param lang the language of the user's client, for texts that nobody asked for; null for not known
     * @param atMillis when, in milliseconds since 1970-01-01 UTC
     */
    record Registered(
            String username, Secret password, @Nullable String lang, long atMillis) implements UserEvent {}

    /** The registration was edited (XEP-0100 section 4.2), with credentials that the legacy service accepted. */
    record CredentialsChanged(String username, Secret password, long atMillis) implements UserEvent {}

    /** The legacy service refused the stored credentials: no login by ourselves until they are changed or the user asks. */
    record CredentialsRefused(long atMillis) implements UserEvent {}

    /** The stored credentials work again, unchanged. */
    record CredentialsAccepted(long atMillis) implements UserEvent {}

    /**
     * A contact is on the user's list; or is there already, and has this name and these groups from now on.
     *
     * @param contact the legacy user's name in the form that its network calls canonical
     * @param name what the user calls the contact; null for nothing
     */
    record ContactSaved(String contact, @Nullable String name, List<String> groups) implements UserEvent {
        public ContactSaved {
            groups = List.copyOf(groups);
        }
    }

    /** The subscription between the user and a contact changed; the contact is put on the list if it is not there. */
    record SubscriptionChanged(String contact, SubscriptionState state) implements UserEvent {}

    /** A contact is off the list, with its subscription. */
    record ContactRemoved(String contact) implements UserEvent {}

    /**
     * The user's roster has been told of these contacts as they are now: by privileged access, by roster item exchange, or because
     * the user added them there.
     *
     * @param asked whether it was by a request of ours to see the user, which the user has not answered
     */
    record ContactsTold(List<String> contacts, boolean asked) implements UserEvent {
        public ContactsTold {
            contacts = List.copyOf(contacts);
        }
    }

    /** A contact of which the roster was told is on the network's list no more; its subscription has ended. */
    record ContactGone(String contact) implements UserEvent {}

    /** The user refused to be seen by this legacy user: a further request is not shown to the user. */
    record AuthorizationDenied(String contact) implements UserEvent {}

    /** The user has turned to a legacy user who was refused before: a further request is shown again. */
    record DenialForgotten(String contact) implements UserEvent {}

    /** The user has decided something that the network is to be told at the next login. */
    record DecisionOwed(Owed owed) implements UserEvent {}

    /** The network has been told all that was owed about these legacy users. */
    record DecisionsCarriedOut(List<String> contacts) implements UserEvent {
        public DecisionsCarriedOut {
            contacts = List.copyOf(contacts);
        }
    }

    /** The user has chosen otherwise than before. */
    record PreferencesChanged(Preferences preferences) implements UserEvent {}

    /** The user wants nothing of these legacy users any more (XEP-0191), and of those again. */
    record BlockingChanged(List<String> blocked, List<String> unblocked) implements UserEvent {
        public BlockingChanged {
            blocked = List.copyOf(blocked);
            unblocked = List.copyOf(unblocked);
        }
    }

    /**
     * Whose presence the legacy login follows: with at least one resource here, or for who stays connected, the login is to be there,
     * also after a failure, and without anybody asking for it.
     *
     * @param resources the resources that are online, in no order
     * @param staying whether the login is wanted also while no resource is online
     */
    record SessionWanted(List<String> resources, boolean staying) implements UserEvent {
        public SessionWanted {
            resources = List.copyOf(resources);
        }

        /** For who does not stay connected: without resources, no login is wanted any more. */
        public SessionWanted(List<String> resources) {
            this(resources, false);
        }

        public boolean isWanted() {
            return staying || !resources.isEmpty();
        }
    }

    /**
     * A stanza for the user could not be written to any XMPP stream and waits.
     *
     * @param number counts up for each user, from 1
     * @param stanza XML
     */
    record StanzaBuffered(long number, String stanza) implements UserEvent {}

    /** All buffered stanzas up to this number have been written. */
    record BufferDelivered(long upToNumber) implements UserEvent {}

    /** The registration is over; all that is stored of it is deleted next. */
    record Unregistered(long atMillis) implements UserEvent {}
}
