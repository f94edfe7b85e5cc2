package im.gateway.persistence;

import im.gateway.protocol.subscription.SubscriptionState;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A contact list: immutable, in the order of the legacy names, found by binary search. An array, since a logged-in user keeps it in
 * memory all the time and a hash map of the same contacts takes several times as much.
 */
public final class Contacts implements Iterable<Contact> {
    public static final Contacts EMPTY = new Contacts(new Contact[0]);

    private final Contact[] sorted;

    private Contacts(Contact[] sorted) {
        this.sorted = sorted;
    }

    /** The list of these contacts; of two with one name, the later counts. */
    public static Contacts of(Iterable<Contact> contacts) {
        java.util.TreeMap<String, Contact> byName = new java.util.TreeMap<>();
        contacts.forEach(c -> byName.put(c.legacyName(), c));
        return new Contacts(byName.values().toArray(new Contact[0]));
    }

    public @Nullable Contact get(String legacyName) {
        int at = find(legacyName);
        return at < 0 ? null : sorted[at];
    }

    /** The subscription with somebody, {@code NONE} where the name is not on the list. */
    public SubscriptionState subscription(String legacyName) {
        Contact contact = get(legacyName);
        return contact == null ? SubscriptionState.NONE : contact.subscription();
    }

    public int size() {
        return sorted.length;
    }

    public Contacts with(Contact contact) {
        int at = find(contact.legacyName());
        Contact[] changed;
        if (at >= 0) {
            changed = sorted.clone();
            changed[at] = contact;
        } else {
            int place = -at - 1;
            changed = Arrays.copyOf(sorted, sorted.length + 1);
            System.arraycopy(sorted, place, changed, place + 1, sorted.length - place);
            changed[place] = contact;
        }
        return new Contacts(changed);
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
        Contact[] fewer = new Contact[sorted.length - 1];
        System.arraycopy(sorted, 0, fewer, 0, at);
        System.arraycopy(sorted, at + 1, fewer, at, sorted.length - at - 1);
        return new Contacts(fewer);
    }

    private int find(String legacyName) {
        int low = 0;
        int high = sorted.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = sorted[middle].legacyName().compareTo(legacyName);
            if (order == 0) {
                return middle;
            } else if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -(low + 1);
    }

    @Override
    public Iterator<Contact> iterator() {
        return Arrays.asList(sorted).iterator();
    }

    public List<Contact> toList() {
        return List.of(sorted);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Contacts that && Arrays.equals(sorted, that.sorted);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sorted);
    }

    @Override
    public String toString() {
        return Arrays.toString(sorted);
    }
}
