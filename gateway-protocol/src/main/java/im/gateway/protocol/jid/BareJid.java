package im.gateway.protocol.jid;

import org.jspecify.annotations.Nullable;

/**
 * An address without a resource: an account, or a domain alone. Normalised when it was made, so equality is equality of text.
 *
 * @param local the localpart, null for a domain alone
 * @param domain the domainpart
 */
public record BareJid(@Nullable String local, String domain) {
    /**
     * An address written in the source or the configuration.
     *
     * @throws IllegalArgumentException when it is malformed or has a resource
     */
    public static BareJid of(String text) {
        Jid jid = Jid.of(text);
        if (jid.resource() != null) {
            throw new IllegalArgumentException("expected an address without resource, got " + text);
        }
        return jid.bare();
    }

    public Jid asJid() {
        return Jid.ofNormalised(this, null);
    }

    /** The address of one resource; the resource has to be normalised already, as one that came from {@link Jid#parse} is. */
    public Jid withResource(String resource) {
        return Jid.ofNormalised(this, resource);
    }

    @Override
    public String toString() {
        return local == null ? domain : local + "@" + domain;
    }
}
