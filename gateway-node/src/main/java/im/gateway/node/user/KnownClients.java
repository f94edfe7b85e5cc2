package im.gateway.node.user;

import im.gateway.protocol.caps.Caps;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The kinds of clients that the users of a node have, by their capabilities. What one client has answered holds for all that name the
 * same hash, since it is the hash of the answer (XEP-0115 section 6.2): so each kind is asked once, and not each user at each login. May
 * be used by any thread.
 */
public final class KnownClients {
    /** There are hundreds of kinds; whoever makes up more is asked each time. */
    private static final int MOST = 10_000;

    private final Map<Caps, Client> kinds = new ConcurrentHashMap<>();

    /** The kind of these capabilities; the same object for all users, as long as nothing more is known of it. */
    Client of(Caps caps) {
        Client known = kinds.get(caps);
        if (known != null) {
            return known;
        }
        Client unknown = new Client(caps, null);
        Client other = kinds.size() < MOST ? kinds.putIfAbsent(caps, unknown) : null;
        return other == null ? unknown : other;
    }

    /** A client of these capabilities has told its abilities, and the hash is that of its answer. */
    void learn(Caps caps, Abilities abilities) {
        if (kinds.size() < MOST) {
            kinds.put(caps, new Client(caps, abilities));
        }
    }
}
