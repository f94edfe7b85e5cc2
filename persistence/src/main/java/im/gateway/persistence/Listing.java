package im.gateway.persistence;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the Jabber user's roster has been told of a contact that is on the list that the legacy network keeps. */
public enum Listing {
    /** Nothing; or the contact is not on the network's list, as far as is known. */
    UNTOLD,
    /** That the contact is there, by this name and in these groups. */
    TOLD,
    /** The same, by a request of ours to see the user, which has not been answered. */
    ASKED,
    /** That the contact is there; name or groups have changed since. */
    CHANGED,
    /** That the contact is there; it is on the network's list no more. */
    GONE;

    private final String stored = name().toLowerCase(Locale.ROOT);

    /** The word in the journal; it stays. */
    public String stored() {
        return stored;
    }

    /** The one with that word in the journal; null where there is none. */
    public static @Nullable Listing ofStored(String word) {
        for (Listing listing : values()) {
            if (listing.stored.equals(word)) {
                return listing;
            }
        }
        return null;
    }

    /** After the network has listed the contact with another name or other groups. */
    Listing saved() {
        return switch (this) {
            case UNTOLD -> UNTOLD;
            case ASKED -> ASKED;
            case TOLD, CHANGED, GONE -> CHANGED;
        };
    }
}
