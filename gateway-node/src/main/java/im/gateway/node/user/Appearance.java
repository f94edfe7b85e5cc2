package im.gateway.node.user;

import im.gateway.protocol.caps.Caps;
import org.jspecify.annotations.Nullable;

/**
 * What Jabber clients see of one gateway domain and its contacts beside their names.
 *
 * @param gateway the abilities that the gateway's own presence tells of (XEP-0115)
 * @param contact the abilities that the presence of its contacts tells of
 * @param contactResource the resource that presence and messages of its contacts come from, normalised; null for their bare addresses
 */
public record Appearance(
        Caps gateway, Caps contact, @Nullable String contactResource) {}
