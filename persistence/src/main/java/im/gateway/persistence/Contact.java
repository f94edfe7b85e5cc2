package im.gateway.persistence;

import im.gateway.protocol.subscription.SubscriptionState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A legacy user on a Jabber user's list.
 *
 * @param legacyName the legacy user's name in its network's canonical form
 * @param name what the Jabber user calls the contact; null for nothing
 * @param listing what the roster has been told of it
 */
public record Contact(
        String legacyName,
        @Nullable String name,
        List<String> groups,
        SubscriptionState subscription,
        Listing listing) {
    public Contact {
        groups = List.copyOf(groups);
    }

    /** A contact of which the roster has not been told. */
    public Contact(String legacyName, @Nullable String name, List<String> groups, SubscriptionState subscription) {
        this(legacyName, name, groups, subscription, Listing.UNTOLD);
    }

    Contact withSubscription(SubscriptionState state) {
        return new Contact(legacyName, name, groups, state, listing);
    }

    Contact withListing(Listing told) {
        return new Contact(legacyName, name, groups, subscription, told);
    }
}
