package im.gateway.loadtest.xmpp;

/** Which of several streams a user's stanzas go to. */
public enum StanzaPath {
    /** The same one for as long as the streams are the same, what ejabberd calls {@code bare_source}: some users live where it ends, others do not. */
    STEADY,
    /** The one on which the gateway's stanzas to the user come: its node is the user's. */
    HOME,
    /** Another one than that, so that each stanza has to go on from node to node. */
    AWAY
}
