package im.gateway.persistence;

import im.gateway.protocol.subscription.SubscriptionState;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * All that is remembered about one registration: the fold of its {@link UserEvent}s.
 *
 * @param registration null for a Jabber user who is not registered
 * @param contacts the contact list with its subscriptions
 * @param wanted the resources for which the legacy login is to be there; see {@link UserEvent.SessionWanted}
 * @param buffered stanzas for the user that no stream has taken yet, oldest first
 * @param bufferedUpTo the highest number ever given to a buffered stanza
 */
public record UserRecord(
        @Nullable Registration registration,
        Contacts contacts,
        List<String> wanted,
        List<UserEvent.StanzaBuffered> buffered,
        long bufferedUpTo) {
    /** Of somebody who is not registered. */
    public static final UserRecord EMPTY = new UserRecord(null, Contacts.EMPTY, List.of(), List.of(), 0);

    public UserRecord {
        wanted = List.copyOf(wanted);
        buffered = List.copyOf(buffered);
    }

    /**
     * Who the Jabber user is on the legacy service.
     *
     * @param refused whether the legacy service refused these credentials the last time
     */
    public record Registration(
            String username, Secret password, @Nullable String lang, boolean refused) {}

    public boolean isRegistered() {
        return registration != null;
    }

    /** The record after one more event. Pure, and total: an event that makes no sense here changes nothing. */
    public UserRecord apply(UserEvent event) {
        if (event instanceof UserEvent.Registered e) {
            return new UserRecord(
                    new Registration(e.username(), e.password(), e.lang(), false),
                    contacts,
                    wanted,
                    buffered,
                    bufferedUpTo);
        } else if (event instanceof UserEvent.CredentialsChanged e) {
            return withRegistration(r -> new Registration(e.username(), e.password(), r.lang(), false));
        } else if (event instanceof UserEvent.CredentialsRefused) {
            return withRegistration(r -> new Registration(r.username(), r.password(), r.lang(), true));
        } else if (event instanceof UserEvent.CredentialsAccepted) {
            return withRegistration(r -> new Registration(r.username(), r.password(), r.lang(), false));
        } else if (event instanceof UserEvent.ContactSaved e) {
            SubscriptionState state = contacts.subscription(e.contact());
            return withContacts(contacts.with(new Contact(e.contact(), e.name(), e.groups(), state)));
        } else if (event instanceof UserEvent.SubscriptionChanged e) {
            return withContacts(contacts.withSubscription(e.contact(), e.state()));
        } else if (event instanceof UserEvent.ContactRemoved e) {
            return withContacts(contacts.without(e.contact()));
        } else if (event instanceof UserEvent.SessionWanted e) {
            return new UserRecord(registration, contacts, e.resources(), buffered, bufferedUpTo);
        } else if (event instanceof UserEvent.StanzaBuffered e) {
            List<UserEvent.StanzaBuffered> more = new ArrayList<>(buffered);
            more.add(e);
            return new UserRecord(registration, contacts, wanted, more, Math.max(bufferedUpTo, e.number()));
        } else if (event instanceof UserEvent.BufferDelivered e) {
            List<UserEvent.StanzaBuffered> left =
                    buffered.stream().filter(b -> b.number() > e.upToNumber()).toList();
            return new UserRecord(registration, contacts, wanted, left, bufferedUpTo);
        } else if (event instanceof UserEvent.Unregistered) {
            return EMPTY;
        }
        throw new AssertionError("an event without a rule: " + event.getClass());
    }

    private UserRecord withRegistration(UnaryOperator<Registration> change) {
        return registration == null
                ? this
                : new UserRecord(change.apply(registration), contacts, wanted, buffered, bufferedUpTo);
    }

    private UserRecord withContacts(Contacts changed) {
        return new UserRecord(registration, changed, wanted, buffered, bufferedUpTo);
    }
}
