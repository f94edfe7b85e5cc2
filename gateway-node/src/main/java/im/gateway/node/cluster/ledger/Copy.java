package im.gateway.node.cluster.ledger;

import im.gateway.node.user.Told;
import im.gateway.persistence.RegistrationId;
import org.jspecify.annotations.Nullable;

/**
 * What a user was told, as it is kept.
 *
 * @param version milliseconds since 1970, or one more than the version before: of two, the higher one is the newer
 */
public record Copy(RegistrationId user, long version, Told told) {
    boolean isNewerThan(@Nullable Copy other) {
        return other == null || version > other.version;
    }
}
