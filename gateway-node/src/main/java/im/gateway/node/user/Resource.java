package im.gateway.node.user;

import im.gateway.protocol.stanza.Presence;
import org.jspecify.annotations.Nullable;

/**
 * One resource of the Jabber user that is online, as the gateway last heard of it.
 *
 * @param toGateway whether it has ever sent presence to the gateway itself; one that has not is known through its presence to a contact
 * @param confirmed false for one that is known from before a failure only, and has not been heard since
 * @param client what is there
 * @param question the id of the question what that can do; null where none is open
 */
record Resource(
        String name,
        Presence.Show show,
        @Nullable String status,
        int priority,
        boolean toGateway,
        boolean confirmed,
        Client client,
        @Nullable String question) {
    static Resource of(String name, Presence presence, boolean toGateway) {
        return new Resource(
                name, presence.show(), presence.status(), presence.priority(), toGateway, true, Client.UNKNOWN, null);
    }

    /** Known from the record alone: somebody wanted the login for it. */
    static Resource remembered(String name) {
        return new Resource(name, Presence.Show.ONLINE, null, 0, true, false, Client.UNKNOWN, null);
    }

    /** Known by a request that it has made. */
    static Resource asking(String name) {
        return new Resource(name, Presence.Show.ONLINE, null, 0, true, true, Client.UNKNOWN, null);
    }

    Resource unconfirmed() {
        return new Resource(name, show, status, priority, toGateway, false, client, question);
    }

    Resource with(Client newClient, @Nullable String newQuestion) {
        return new Resource(name, show, status, priority, toGateway, confirmed, newClient, newQuestion);
    }
}
