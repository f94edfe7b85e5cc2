package im.gateway.node.user;

import im.gateway.protocol.stanza.Presence;
import org.jspecify.annotations.Nullable;

/**
 * One resource of the Jabber user that is online, as the gateway last heard of it.
 *
 * @param toGateway whether it has ever sent presence to the gateway itself; one that has not is known through its presence to a contact
 * @param confirmed false for one that is known from before a failure only, and has not been heard since
 */
record Resource(
        String name, Presence.Show show, @Nullable String status, int priority, boolean toGateway, boolean confirmed) {
    static Resource of(String name, Presence presence, boolean toGateway) {
        return new Resource(name, presence.show(), presence.status(), presence.priority(), toGateway, true);
    }

    /** Known from the record alone: somebody wanted the login for it. */
    static Resource remembered(String name) {
        return new Resource(name, Presence.Show.ONLINE, null, 0, true, false);
    }

    Resource unconfirmed() {
        return new Resource(name, show, status, priority, toGateway, false);
    }
}
