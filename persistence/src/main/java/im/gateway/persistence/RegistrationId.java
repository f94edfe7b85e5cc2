package im.gateway.persistence;

import im.gateway.protocol.jid.BareJid;
import org.jspecify.annotations.Nullable;

/**
 * Names one registration: a Jabber user at one gateway domain.
 *
 * @param domain the gateway's own address, {@code irc.example.org} say
 * @param user the Jabber user
 */
public record RegistrationId(String domain, BareJid user) {
    private static final char SEPARATOR = '|';

    /** The text under which the user's actor is found and its events are stored. Neither part can hold the separator. */
    public String text() {
        return domain + SEPARATOR + user;
    }

    /**
     * Reads what {@link #text()} wrote.
     *
     * @throws IllegalArgumentException when it is something else
     */
    public static RegistrationId ofText(String text) {
        int at = text.indexOf(SEPARATOR);
        if (at < 1) {
            throw new IllegalArgumentException("registration id: " + text + " (expected: domain|user@domain)");
        }
        return new RegistrationId(text.substring(0, at), BareJid.of(text.substring(at + 1)));
    }

    /** As a record's own, but first what differs: all users of a node have few domains. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof RegistrationId that && user.equals(that.user) && domain.equals(that.domain));
    }

    @Override
    public int hashCode() {
        return 31 * domain.hashCode() + user.hashCode();
    }

    @Override
    public String toString() {
        return text();
    }
}
