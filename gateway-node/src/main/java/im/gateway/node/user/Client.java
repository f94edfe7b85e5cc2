package im.gateway.node.user;

import im.gateway.protocol.caps.Caps;
import org.jspecify.annotations.Nullable;

/**
 * A Jabber client, as far as it is known.
 *
 * @param caps what its presence says of its abilities; null where it says nothing
 * @param abilities what they are; null where it has not been found out
 */
record Client(@Nullable Caps caps, @Nullable Abilities abilities) {
    static final Client UNKNOWN = new Client(null, null);
}
