package im.gateway.node.user;

import im.gateway.protocol.avatar.AvatarEvent;
import im.gateway.protocol.disco.DiscoInfo;
import im.gateway.protocol.rosterx.RosterExchange;

/**
 * What a Jabber client can do, as far as the gateway has a use for it.
 *
 * @param takesSuggestions whether it says that it takes roster item exchange (XEP-0144)
 * @param wantsPictures whether it wants to be told of contacts' pictures (XEP-0084, XEP-0163)
 */
record Abilities(boolean takesSuggestions, boolean wantsPictures) {
    static final Abilities NONE = new Abilities(false, false);

    static Abilities of(DiscoInfo info) {
        return new Abilities(
                info.features().contains(RosterExchange.NAMESPACE),
                info.features().contains(AvatarEvent.WANTED));
    }
}
