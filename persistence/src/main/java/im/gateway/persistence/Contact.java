package im.gateway.persistence;

import im.gateway.protocol.subscription.SubscriptionState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A legacy user on a Jabber user's list.
 *
 * @param legacyName the legacy user's name in its network's canonical form
 * @param name what the Jabber user calls the contact; null for nothing
 */
public record Contact(String legacyName, @Nullable String name, List<String> groups, SubscriptionState subscription) {
    public Contact {
        groups = List.copyOf(groups);
    }
}
