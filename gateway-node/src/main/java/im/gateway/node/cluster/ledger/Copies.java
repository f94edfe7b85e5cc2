package im.gateway.node.cluster.ledger;

import im.gateway.node.user.Told;
import im.gateway.persistence.RegistrationId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The ledger of one node, without its messages: what its own users were told, which goes to one other node each, and what it keeps for the
 * others. Not thread-safe.
 *
 * <p>A user's copy is on the first other node in the user's rendezvous order. Whoever looks for it asks the first two of all nodes that are
 * there: either the node that had the user is not among them any more, so that the copy is on the first one; or it is, so that the copy is
 * on the first or the second. When the nodes change, each node moves the copies of its own users, and drops those that nobody would
 * look for here.
 */
final class Copies {
    /** Nodes that are asked for a copy. */
    static final int PLACES = 2;

    /** A user with more contacts than that who are there is told all again, rather than fill a frame between nodes. */
    static final int MOST_MARKS = 8_000;

    private final String self;
    private List<String> others = List.of();
    private final Map<RegistrationId, Copy> own = new HashMap<>();
    private final Map<RegistrationId, Copy> kept = new HashMap<>();
    /** What has to be sent, the newest of each user. */
    private final Map<RegistrationId, Copy> dirty = new LinkedHashMap<>();

    Copies(String self) {
        this.self = self;
    }

    /** The other nodes that are there now. */
    void others(Collection<String> nodes) {
        Map<RegistrationId, List<String>> before = new HashMap<>();
        own.keySet().forEach(user -> before.put(user, placesFor(user, 1)));
        others = nodes.stream().filter(n -> !n.equals(self)).sorted().toList();
        own.forEach((user, copy) -> {
            if (!placesFor(user, 1).equals(before.get(user))) {
                dirty.put(user, copy);
            }
        });
        kept.keySet().removeIf(user -> !placesOf(user).contains(self));
    }

    /** A user of this node was told something. */
    void keep(RegistrationId user, Told told, long now) {
        Copy before = own.get(user);
        Copy copy = new Copy(user, before == null ? now : Math.max(now, before.version() + 1), told);
        if (told.isNothing()) {
            own.remove(user);
        } else if (told.size() <= MOST_MARKS) {
            own.put(user, copy);
        } else {
            own.remove(user);
            copy = new Copy(user, copy.version(), Told.NOTHING);
        }
        dirty.put(user, copy);
    }

    /** What has to be sent, by the node that it goes to; it counts as sent. */
    Map<String, List<Copy>> takeDirty() {
        Map<String, List<Copy>> byNode = new HashMap<>();
        for (Copy copy : dirty.values()) {
            // Where somebody is to be forgotten, an older copy must not be found in the other place.
            int places = copy.told().isNothing() ? PLACES : 1;
            for (String node : placesFor(copy.user(), places)) {
                byNode.computeIfAbsent(node, n -> new ArrayList<>()).add(copy);
            }
        }
        dirty.clear();
        return byNode;
    }

    boolean isDirty() {
        return !dirty.isEmpty();
    }

    /** Another node has something kept here. */
    void receive(Copy copy) {
        if (!copy.isNewerThan(kept.get(copy.user()))) {
            return;
        }
        if (copy.told().isNothing()) {
            kept.remove(copy.user());
        } else {
            kept.put(copy.user(), copy);
        }
    }

    /** What this node has of a user, whoever's it is. */
    @Nullable
    Copy find(RegistrationId user) {
        Copy mine = own.get(user);
        Copy others = kept.get(user);
        return mine != null && mine.isNewerThan(others) ? mine : others;
    }

    /** The user lives here now, and takes this to be so. */
    void adopt(Copy found) {
        own.put(found.user(), found);
        dirty.put(found.user(), found);
    }

    /** The user does not live here any more: the copy is one among others. */
    void release(RegistrationId user) {
        Copy copy = own.remove(user);
        if (copy != null && placesOf(user).contains(self)) {
            receive(copy);
        }
    }

    /** The nodes but this one that may have the user's copy. */
    Set<String> toAsk(RegistrationId user) {
        Set<String> places = new LinkedHashSet<>(placesOf(user));
        places.remove(self);
        return places;
    }

    private List<String> placesOf(RegistrationId user) {
        List<String> all = new ArrayList<>(others);
        all.add(self);
        return Rendezvous.first(user.text(), all, PLACES);
    }

    /** Where the copies of a user of this node go. */
    private List<String> placesFor(RegistrationId user, int most) {
        return Rendezvous.first(user.text(), others, most);
    }

    int owned() {
        return own.size();
    }

    int kept() {
        return kept.size();
    }
}
