package im.gateway.node.user;

import im.gateway.persistence.Contact;
import im.gateway.persistence.UserRecord;
import im.gateway.protocol.stanza.Presence;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the user was told before the present login and still takes to be so, until the network says otherwise or has had its time to. Who
 * is in here was told of; nothing of it is told again but what has changed (design, decision 3).
 *
 * @param gateway whether the user takes the gateway to be there
 * @param names the contacts that the user takes to be there and of whom the network has not spoken since
 * @param details what of them was told; null where that no longer counts, since somebody has come online who has heard none of it
 */
record Earlier(boolean gateway, Set<String> names, @Nullable Told details) {
    static final Earlier NONE = new Earlier(false, Set.of(), null);

    Earlier {
        names = Set.copyOf(names);
    }

    /** Of the contacts that the user may still see. */
    static Earlier of(Told told, UserRecord record) {
        Set<String> names = new HashSet<>();
        for (Contact contact : record.contacts()) {
            if (contact.subscription().userSeesContact() && told.names(contact.legacyName())) {
                names.add(contact.legacyName());
            }
        }
        return new Earlier(told.gateway(), names, told.exact() ? told : null);
    }

    /** Whether the user has been told just this. */
    boolean says(String contact, Presence.Show show, @Nullable String status) {
        return details != null && names.contains(contact) && details.says(contact, show, status);
    }

    /** Whether all who are online know that the gateway is there. */
    boolean gatewayStands() {
        return gateway && details != null;
    }

    Earlier withoutGateway() {
        return gateway ? new Earlier(false, names, details) : this;
    }

    /** What was told does not count any more; who was told to be there may still have to be told to be gone. */
    Earlier withoutDetails() {
        return details == null ? this : new Earlier(gateway, names, null);
    }

    /** The network has spoken of this contact. */
    Earlier without(String contact) {
        if (!names.contains(contact)) {
            return this;
        }
        Set<String> fewer = new HashSet<>(names);
        fewer.remove(contact);
        return new Earlier(gateway, fewer, details);
    }

    /** A further resource has come online, which was told nothing: of what is told at this moment, by itself, where that can be. */
    static void heardByMore(Draft draft, boolean connected) {
        if (!connected) {
            retell(draft);
        } else {
            draft.earlier = draft.earlier.withoutDetails();
        }
    }

    /**
     * Nobody is told anything now, and everybody has to be told anew after the login: who was told to be there still has to be told to be gone, and all
     * else again.
     */
    static void retell(Draft draft) {
        Set<String> names = new HashSet<>(draft.earlier.names());
        Map<String, ContactPresence> untold = new HashMap<>();
        draft.contacts().forEach((name, presence) -> {
            if (presence.told()) {
                names.add(name);
            } else {
                untold.put(name, presence);
            }
        });
        draft.earlier = new Earlier(draft.gatewayTold || draft.earlier.gateway(), names, null);
        draft.gatewayTold = false;
        draft.setContacts(untold);
    }
}
