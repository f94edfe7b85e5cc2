package im.gateway.persistence;

import im.gateway.protocol.jid.BareJid;

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

    @Override
    public String toString() {
        return text();
    }
}
