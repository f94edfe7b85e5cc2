package im.gateway.persistence;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the user has decided about a legacy user while no login was there to tell the network, and what the next login tells it.
 *
 * @param contact the legacy user's name in its network's canonical form
 */
public record Owed(String contact, Decision decision) {
    /** What may be decided. */
    public enum Decision {
        /** The contact is put on the list that the network keeps. */
        ADD,
        /** It is taken off that list. */
        REMOVE,
        /** The legacy user's request to see the user is granted. */
        GRANT,
        /** It is refused. */
        DENY,
        /** The contact is not to see the user. */
        BLOCK,
        /** The contact may see the user again. */
        UNBLOCK;

        private final String stored = name().toLowerCase(Locale.ROOT);

        /** The word in the journal; it stays. */
        public String stored() {
            return stored;
        }

        /** The one with that word in the journal; null where there is none. */
        public static @Nullable Decision ofStored(String word) {
            for (Decision decision : values()) {
                if (decision.stored.equals(word)) {
                    return decision;
                }
            }
            return null;
        }

        /** The decision that takes this one back. */
        public Decision opposite() {
            return switch (this) {
                case ADD -> REMOVE;
                case REMOVE -> ADD;
                case GRANT -> DENY;
                case DENY -> GRANT;
                case BLOCK -> UNBLOCK;
                case UNBLOCK -> BLOCK;
            };
        }

        /** Whether both are about the list, about a request, or about a block: the later one takes the place of the earlier. */
        boolean replaces(Decision earlier) {
            return this == earlier || this == earlier.opposite();
        }
    }
}
