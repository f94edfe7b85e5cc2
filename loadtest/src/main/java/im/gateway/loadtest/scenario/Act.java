package im.gateway.loadtest.scenario;

import java.util.Locale;

/** What people do; each has a weight in a scenario's mix. */
public enum Act {
    /** A user writes to the contact. */
    TO_LEGACY,
    /** A contact writes to a user. */
    FROM_LEGACY,
    /** The next user, in turn, comes online or goes offline. */
    SESSION,
    /** The next user, in turn, goes away or comes back. */
    PRESENCE,
    /** The next legacy user, in turn, goes away or comes back, and every user who has it as a contact hears of it. */
    PEER_PRESENCE,
    /** The next user, in turn, deletes the contact and asks for it again. */
    SUBSCRIPTION,
    /** The next user, in turn, registers or unregisters. */
    REGISTRATION,
    /** The next user, in turn, comes with a second resource or leaves it. */
    RESOURCE;

    /** As it is written in scenarios: {@code to-legacy}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
