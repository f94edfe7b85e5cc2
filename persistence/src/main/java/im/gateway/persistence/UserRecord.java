package im.gateway.persistence;

import im.gateway.protocol.subscription.SubscriptionState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * All that is remembered about one registration: the fold of its {@link UserEvent}s.
 *
 * @param registration null for a Jabber user who is not registered
 * @param contacts the contact list with its subscriptions
 * @param wanted the resources for which the legacy login is to be there; see {@link UserEvent.SessionWanted}
 * @param staying whether the login is to be there also without any of them
 * @param buffered stanzas for the user that no stream has taken yet, oldest first
 * @param bufferedUpTo the highest number ever given to a buffered stanza
 * @param denied legacy users whose requests to see the user were refused, oldest first, {@value #MAX_DENIED} at most
 * @param owed what the network is to be told at the next login, oldest first, {@value #MAX_OWED} at most
 * @param blocked legacy users of whom the user wants nothing, in the order of their names, {@value #MAX_BLOCKED} at most
 */
public record UserRecord(
        @Nullable Registration registration,
        Contacts contacts,
        List<String> wanted,
        boolean staying,
        List<UserEvent.StanzaBuffered> buffered,
        long bufferedUpTo,
        List<String> denied,
        List<Owed> owed,
        List<String> blocked,
        Preferences preferences) {
    /** Beyond these the oldest refusals are forgotten, and the user is asked once more: strangers may ask without end. */
    public static final int MAX_DENIED = 1000;

    /** Beyond these the oldest decisions are forgotten: no list is longer. */
    public static final int MAX_OWED = 1000;

    /** Further ones are not taken. */
    public static final int MAX_BLOCKED = 1000;

    /** Of somebody who is not registered. */
    public static final UserRecord EMPTY = new UserRecord(
            null, Contacts.EMPTY, List.of(), false, List.of(), 0, List.of(), List.of(), List.of(), Preferences.DEFAULT);

    public UserRecord {
        wanted = List.copyOf(wanted);
        buffered = List.copyOf(buffered);
        denied = List.copyOf(denied);
        owed = List.copyOf(owed);
        blocked = List.copyOf(blocked);
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

    /** Whether the legacy login is to be there. */
    public boolean wantsSession() {
        return isRegistered() && (staying || !wanted.isEmpty());
    }

    /** Whether the user has refused to be seen by this legacy user, and has not turned to them since. */
    public boolean hasDenied(String contact) {
        return denied.contains(contact);
    }

    public boolean hasBlocked(String contact) {
        return Collections.binarySearch(blocked, contact) >= 0;
    }

    /** Whether this is what the network is still to be told. */
    public boolean owes(String contact, Owed.Decision decision) {
        return owed.contains(new Owed(contact, decision));
    }

    /** The record after one more event. Pure, and total: an event that makes no sense here changes nothing. */
    public UserRecord apply(UserEvent event) {
        if (event instanceof UserEvent.Registered e) {
            Registration now = new Registration(e.username(), e.password(), e.lang(), false);
            return with(changes -> changes.registration = now);
        } else if (event instanceof UserEvent.CredentialsChanged e) {
            return withRegistration(r -> new Registration(e.username(), e.password(), r.lang(), false));
        } else if (event instanceof UserEvent.CredentialsRefused) {
            return withRegistration(r -> new Registration(r.username(), r.password(), r.lang(), true));
        } else if (event instanceof UserEvent.CredentialsAccepted) {
            return withRegistration(r -> new Registration(r.username(), r.password(), r.lang(), false));
        } else if (event instanceof UserEvent.SessionWanted e) {
            return with(changes -> {
                changes.wanted = e.resources();
                changes.staying = e.staying();
            });
        } else if (event instanceof UserEvent.PreferencesChanged e) {
            return with(changes -> changes.preferences = e.preferences());
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
        }
        return applyToDecisions(event);
    }

    private UserRecord applyToDecisions(UserEvent event) {
        if (event instanceof UserEvent.AuthorizationDenied e) {
            List<String> more = new ArrayList<>(withoutDenial(e.contact()));
            more.add(e.contact());
            return with(changes -> changes.denied = newest(more, MAX_DENIED));
        } else if (event instanceof UserEvent.DenialForgotten e) {
            return with(changes -> changes.denied = withoutDenial(e.contact()));
        } else if (event instanceof UserEvent.DecisionOwed e) {
            List<Owed> more = new ArrayList<>(owed);
            more.removeIf(earlier -> earlier.contact().equals(e.owed().contact())
                    && e.owed().decision().replaces(earlier.decision()));
            more.add(e.owed());
            return with(changes -> changes.owed = newest(more, MAX_OWED));
        } else if (event instanceof UserEvent.DecisionsCarriedOut e) {
            List<Owed> left = owed.stream()
                    .filter(o -> !e.contacts().contains(o.contact()))
                    .toList();
            return with(changes -> changes.owed = left);
        } else if (event instanceof UserEvent.BlockingChanged e) {
            TreeSet<String> names = new TreeSet<>(blocked);
            names.addAll(e.blocked());
            e.unblocked().forEach(names::remove);
            return with(changes ->
                    changes.blocked = names.stream().limit(MAX_BLOCKED).toList());
        }
        return applyToBuffer(event);
    }

    private UserRecord applyToBuffer(UserEvent event) {
        if (event instanceof UserEvent.StanzaBuffered e) {
            List<UserEvent.StanzaBuffered> more = new ArrayList<>(buffered);
            more.add(e);
            return with(changes -> {
                changes.buffered = more;
                changes.bufferedUpTo = Math.max(bufferedUpTo, e.number());
            });
        } else if (event instanceof UserEvent.BufferDelivered e) {
            return with(changes -> changes.buffered =
                    buffered.stream().filter(b -> b.number() > e.upToNumber()).toList());
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

    private static <T> List<T> newest(List<T> all, int most) {
        return all.subList(Math.max(0, all.size() - most), all.size());
    }

    private List<String> withoutDenial(String contact) {
        return denied.stream().filter(d -> !d.equals(contact)).toList();
    }

    private UserRecord withRegistration(UnaryOperator<Registration> change) {
        Registration before = registration;
        return before == null ? this : with(changes -> changes.registration = change.apply(before));
    }

    private UserRecord withContacts(Contacts changed) {
        return with(changes -> changes.contacts = changed);
    }

    private UserRecord with(Consumer<Changes> change) {
        Changes changes = new Changes(this);
        change.accept(changes);
        return new UserRecord(
                changes.registration,
                changes.contacts,
                changes.wanted,
                changes.staying,
                changes.buffered,
                changes.bufferedUpTo,
                changes.denied,
                changes.owed,
                changes.blocked,
                changes.preferences);
    }

    /** A copy in the making. */
    private static final class Changes {
        @Nullable
        Registration registration;

        Contacts contacts;
        List<String> wanted;
        boolean staying;
        List<UserEvent.StanzaBuffered> buffered;
        long bufferedUpTo;
        List<String> denied;
        List<Owed> owed;
        List<String> blocked;
        Preferences preferences;

        Changes(UserRecord of) {
            registration = of.registration;
            contacts = of.contacts;
            wanted = of.wanted;
            staying = of.staying;
            buffered = of.buffered;
            bufferedUpTo = of.bufferedUpTo;
            denied = of.denied;
            owed = of.owed;
            blocked = of.blocked;
            preferences = of.preferences;
        }
    }
}
