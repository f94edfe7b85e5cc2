package im.gateway.persistence;

import org.jspecify.annotations.Nullable;

/**
 * What a user has chosen.
 *
 * @param stayConnected whether the legacy login stays when the user's last resource goes offline
 * @param notices whether the user is told what the network wants people to read (a message of the day, a notice of a server)
 * @param lang the language of texts that nobody asked for, as a tag of RFC 5646; null for that of the registration
 */
public record Preferences(
        boolean stayConnected, boolean notices, @Nullable String lang) {
    /** Of who has chosen nothing. */
    public static final Preferences DEFAULT = new Preferences(false, true, null);
}
