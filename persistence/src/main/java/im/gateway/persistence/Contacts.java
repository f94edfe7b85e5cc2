package im.gateway.persistence;

import im.gateway.protocol.subscription.SubscriptionState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A contact list: immutable, in the order of the legacy names, found by binary search. Three arrays, since a logged-in user keeps it in
 * memory all the time: nine bytes for each contact and its name, where a hash map of {@link Contact}s takes ten times as much. A contact is
 * put together when somebody asks for it.
 */
public final class Contacts implements Iterable<Contact> {
    private static final SubscriptionState[] SUBSCRIPTIONS = SubscriptionState.values();
    private static final Listing[] LISTINGS = Listing.values();

    public static final Contacts EMPTY = new Contacts(new String[0], new Details[0], new byte[0]);

    /** Ascending. */
    private final String[] names;
    /** Equal ones are one and the same. */
    private final Details[] details;
    /** The ordinal of the subscription, times the number of listings, and that of the listing: in memory only. */
    private final byte[] states;

    /** What most contacts of a list have in common: no name, and the one group. */
    private record Details(@Nullable String name, List<String> groups) {
        private static final Details NONE = new Details(null, List.of());
    }

    private Contacts(String[] names, Details[] details, byte[] states) {
        this.names = names;
        this.details = details;
        this.states = states;
    }

    /** The list of these contacts; of two with one name, the later counts. */
    public static Contacts of(Iterable<Contact> contacts) {
        TreeMap<String, Contact> byName = new TreeMap<>();
        contacts.forEach(c -> byName.put(c.legacyName(), c));
        Contacts made = new Contacts(
                byName.keySet().toArray(new String[0]), new Details[byName.size()], new byte[byName.size()]);
        Map<Details, Details> known = new HashMap<>();
        int at = 0;
        for (Contact contact : byName.values()) {
            Details own = new Details(contact.name(), contact.groups());
            made.details[at] = known.computeIfAbsent(own, d -> d);
            made.states[at] = state(contact);
            at++;
        }
        return made;
    }

    @SuppressWarnings("EnumOrdinal") // In memory only: what is stored has the words of both.
    private static byte state(Contact contact) {
        return (byte) (contact.subscription().ordinal() * LISTINGS.length
                + contact.listing().ordinal());
    }

    public @Nullable Contact get(String legacyName) {
        int at = find(legacyName);
        return at < 0 ? null : at(at);
    }

    private Contact at(int at) {
        return new Contact(
                names[at],
                details[at].name(),
                details[at].groups(),
                SUBSCRIPTIONS[states[at] / LISTINGS.length],
                LISTINGS[states[at] % LISTINGS.length]);
    }

    /** The subscription with somebody, {@code NONE} where the name is not on the list. */
    public SubscriptionState subscription(String legacyName) {
        int at = find(legacyName);
        return at < 0 ? SubscriptionState.NONE : SUBSCRIPTIONS[states[at] / LISTINGS.length];
    }

    /** The name as the list has it, so that others need not keep a copy of theirs; the same where it is not on the list. */
    public String sameName(String legacyName) {
        int at = find(legacyName);
        return at < 0 ? legacyName : names[at];
    }

    public int size() {
        return names.length;
    }

    public Contacts with(Contact contact) {
        int at = find(contact.legacyName());
        if (at >= 0) {
            Details[] changed = details.clone();
            byte[] changedStates = states.clone();
            changed[at] = shared(contact);
            changedStates[at] = state(contact);
            return new Contacts(names, changed, changedStates);
        }
        int place = -at - 1;
        Contacts more = new Contacts(
                Arrays.copyOf(names, names.length + 1),
                Arrays.copyOf(details, names.length + 1),
                Arrays.copyOf(states, names.length + 1));
        System.arraycopy(names, place, more.names, place + 1, names.length - place);
        System.arraycopy(details, place, more.details, place + 1, names.length - place);
        System.arraycopy(states, place, more.states, place + 1, names.length - place);
        more.names[place] = contact.legacyName();
        more.details[place] = shared(contact);
        more.states[place] = state(contact);
        return more;
    }

    private Details shared(Contact contact) {
        Details own = new Details(contact.name(), contact.groups());
        for (Details known : details) {
            if (known.equals(own)) {
                return known;
            }
        }
        return own.equals(Details.NONE) ? Details.NONE : own;
    }

    public Contacts withSubscription(String legacyName, SubscriptionState state) {
        Contact contact = get(legacyName);
        return contact == null
                ? with(new Contact(legacyName, null, List.of(), state))
                : with(contact.withSubscription(state));
    }

    /** The list after the roster was told of a contact, or is to be told anew; unchanged where the name is not on it. */
    public Contacts withListing(String legacyName, Listing listing) {
        Contact contact = get(legacyName);
        return contact == null ? this : with(contact.withListing(listing));
    }

    public Contacts without(String legacyName) {
        int at = find(legacyName);
        if (at < 0) {
            return this;
        }
        int left = names.length - 1;
        Contacts fewer =
                new Contacts(Arrays.copyOf(names, left), Arrays.copyOf(details, left), Arrays.copyOf(states, left));
        System.arraycopy(names, at + 1, fewer.names, at, left - at);
        System.arraycopy(details, at + 1, fewer.details, at, left - at);
        System.arraycopy(states, at + 1, fewer.states, at, left - at);
        return fewer;
    }

    private int find(String legacyName) {
        return Arrays.binarySearch(names, legacyName);
    }

    @Override
    public Iterator<Contact> iterator() {
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < names.length;
            }

            @Override
            public Contact next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return at(next++);
            }
        };
    }

    public List<Contact> toList() {
        List<Contact> all = new ArrayList<>(names.length);
        forEach(all::add);
        return List.copyOf(all);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Contacts that
                && Arrays.equals(names, that.names)
                && Arrays.equals(details, that.details)
                && Arrays.equals(states, that.states);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(names) + Arrays.hashCode(states);
    }

    @Override
    public String toString() {
        return toList().toString();
    }
}
