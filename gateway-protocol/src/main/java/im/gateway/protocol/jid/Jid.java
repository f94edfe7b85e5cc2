package im.gateway.protocol.jid;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An XMPP address (RFC 7622), normalised once, when it is made. Where only an account can be meant, take {@link BareJid}.
 */
public final class Jid {
    private final BareJid bare;
    private final @Nullable String resource;
    private @Nullable String text;

    private Jid(BareJid bare, @Nullable String resource) {
        this.bare = bare;
        this.resource = resource;
    }

    /** Reads an address from the wire; null where it is malformed, since that is an expected thing on a wire. */
    public static @Nullable Jid parse(String text) {
        return JidParser.parse(text);
    }

    /**
     * An address written in the source or the configuration.
     *
     * @throws IllegalArgumentException when it is malformed
     */
    public static Jid of(String text) {
        Jid jid = parse(text);
        if (jid == null) {
            throw new IllegalArgumentException("not an XMPP address: " + text);
        }
        return jid;
    }

    /** Parts that are known to be normalised. */
    static Jid ofNormalised(BareJid bare, @Nullable String resource) {
        return new Jid(bare, resource);
    }

    public BareJid bare() {
        return bare;
    }

    public @Nullable String local() {
        return bare.local();
    }

    public String domain() {
        return bare.domain();
    }

    public @Nullable String resource() {
        return resource;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Jid that && bare.equals(that.bare) && Objects.equals(resource, that.resource);
    }

    @Override
    public int hashCode() {
        return 31 * bare.hashCode() + Objects.hashCode(resource);
    }

    @Override
    public String toString() {
        String known = text;
        if (known == null) {
            known = resource == null ? bare.toString() : bare + "/" + resource;
            text = known;
        }
        return known;
    }
}
