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
 * @param denied legacy users whose requests to see the user were refused, oldest first, {@value #MAX_DENIED} at most
 */
public record UserRecord(
        @Nullable Registration registration,
        Contacts contacts,
        List<String> wanted,
        List<UserEvent.StanzaBuffered> buffered,
        long bufferedUpTo,
        List<String> denied) {
    /** Beyond these the oldest refusals are forgotten, and the user is asked once more: strangers may ask without end. */
    public static final int MAX_DENIED = 1000;

    /** Of somebody who is not registered. */
    public static final UserRecord EMPTY = new UserRecord(null, Contacts.EMPTY, List.of(), List.of(), 0, List.of());

    public UserRecord {
        wanted = List.copyOf(wanted);
        buffered = List.copyOf(buffered);
        denied = List.copyOf(denied);
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
                    bufferedUpTo,
                    denied);
        } else if (event instanceof UserEvent.CredentialsChanged e) {
            return withRegistration(r -> new Registration(e.username(), e.password(), r.lang(), false));
        } else if (event instanceof UserEvent.CredentialsRefused) {
            return withRegistration(r -> new Registration(r.username(), r.password(), r.lang(), true));
        } else if (event instanceof UserEvent.CredentialsAccepted) {
            return withRegistration(r -> new Registration(r.username(), r.password(), r.lang(), false));
        } else if (event instanceof UserEvent.SessionWanted e) {
            return new UserRecord(registration, contacts, e.resources(), buffered, bufferedUpTo, denied);
        } else if (event instanceof UserEvent.Unregistered) {
            return EMPTY;
        }
        return applyToList(event);
    }

    private UserRecord applyToList(UserEvent event) {
        if (event instanceof UserEvent.ContactSaved e) {
            return withContacts(contacts.with(saved(e)));
        } else if (event instanceof UserEvent.SubscriptionChanged e) {
            return withContacts(contacts.withSubscription(e.contact(), e.state()));
        } else if (event instanceof UserEvent.ContactRemoved e) {
            return withContacts(contacts.without(e.contact()));
        } else if (event instanceof UserEvent.ContactsTold e) {
            Listing listing = e.asked() ? Listing.ASKED : Listing.TOLD;
            Contacts changed = contacts;
            for (String contact : e.contacts()) {
                changed = changed.withListing(contact, listing);
            }
            return withContacts(changed);
        } else if (event instanceof UserEvent.ContactGone e) {
            Contacts known = contacts.get(e.contact()) == null
                    ? contacts
                    : contacts.withSubscription(e.contact(), SubscriptionState.NONE);
            return withContacts(known.withListing(e.contact(), Listing.GONE));
        } else if (event instanceof UserEvent.AuthorizationDenied e) {
            List<String> more = new ArrayList<>(withoutDenial(e.contact()));
            more.add(e.contact());
            return withDenied(more.subList(Math.max(0, more.size() - MAX_DENIED), more.size()));
        } else if (event instanceof UserEvent.DenialForgotten e) {
            return withDenied(withoutDenial(e.contact()));
        }
        return applyToBuffer(event);
    }

    private UserRecord applyToBuffer(UserEvent event) {
        if (event instanceof UserEvent.StanzaBuffered e) {
            List<UserEvent.StanzaBuffered> more = new ArrayList<>(buffered);
            more.add(e);
            return withBuffer(more, Math.max(bufferedUpTo, e.number()));
        } else if (event instanceof UserEvent.BufferDelivered e) {
            return withBuffer(
                    buffered.stream().filter(b -> b.number() > e.upToNumber()).toList(), bufferedUpTo);
        }
        throw new AssertionError("an event without a rule: " + event.getClass());
    }

    private Contact saved(UserEvent.ContactSaved event) {
        Contact known = contacts.get(event.contact());
        return known == null
                ? new Contact(event.contact(), event.name(), event.groups(), SubscriptionState.NONE)
                : new Contact(
                        event.contact(),
                        event.name(),
                        event.groups(),
                        known.subscription(),
                        known.listing().saved());
    }

    /** Whether the user has refused to be seen by this legacy user, and has not turned to them since. */
    public boolean hasDenied(String contact) {
        return denied.contains(contact);
    }

    private List<String> withoutDenial(String contact) {
        return denied.stream().filter(d -> !d.equals(contact)).toList();
    }

    private UserRecord withDenied(List<String> changed) {
        return new UserRecord(registration, contacts, wanted, buffered, bufferedUpTo, changed);
    }

    private UserRecord withBuffer(List<UserEvent.StanzaBuffered> changed, long upTo) {
        return new UserRecord(registration, contacts, wanted, changed, upTo, denied);
    }

    private UserRecord withRegistration(UnaryOperator<Registration> change) {
        return registration == null
                ? this
                : new UserRecord(change.apply(registration), contacts, wanted, buffered, bufferedUpTo, denied);
    }

    private UserRecord withContacts(Contacts changed) {
        return new UserRecord(registration, changed, wanted, buffered, bufferedUpTo, denied);
    }
}
