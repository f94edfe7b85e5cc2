package im.gateway.loadtest.legacy;

import im.gateway.node.legacy.SessionName;
import im.gateway.protocol.jid.BareJid;

/** Sessions that tests open without a user actor. */
public final class Sessions {
    /** What the log calls them. */
    public static final SessionName NAME = new SessionName("legacy.localhost", BareJid.of("romeo@localhost"), 1, 0);

    private Sessions() {}
}
