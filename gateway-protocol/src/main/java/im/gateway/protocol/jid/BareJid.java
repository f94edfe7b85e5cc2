package im.gateway.protocol.jid;

import java.util.Objects;
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

    /** As a record's own, which was 3 % of the CPU time of a saturated node: every message is looked up by its user several times. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof BareJid that && Objects.equals(local, that.local) && domain.equals(that.domain));
    }

    @Override
    public int hashCode() {
        return 31 * Objects.hashCode(local) + domain.hashCode();
    }

    @Override
    public String toString() {
        return local == null ? domain : local + "@" + domain;
    }
}
