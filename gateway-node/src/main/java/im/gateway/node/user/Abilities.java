package im.gateway.node.user;

import im.gateway.protocol.caps.Caps;

/**
 * What the available presence of one gateway domain says of its sender's abilities (XEP-0115).
 *
 * @param gateway in the gateway's own presence
 * @param contact in the presence of its contacts
 */
public record Abilities(Caps gateway, Caps contact) {}
