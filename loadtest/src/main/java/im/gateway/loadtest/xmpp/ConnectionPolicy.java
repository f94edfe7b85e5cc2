package im.gateway.loadtest.xmpp;

/** What a server does with a second connection for a domain that has one. */
public enum ConnectionPolicy {
    /** It is let in, as by ejabberd, MongooseIM and Openfire. */
    EVERY_NODE,
    /** It is refused with the stream error {@code conflict}, as by Prosody. */
    ONE_ACTIVE
}
