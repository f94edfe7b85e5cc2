package im.gateway.node.user;

import im.gateway.protocol.stanza.Presence;
import org.jspecify.annotations.Nullable;

/**
 * A legacy user who is there.
 *
 * @param told whether the Jabber user has been told just this
 * @param fresh whether the network has reported it in the present session; otherwise it is what was told before
 */
record ContactPresence(Presence.Show show, @Nullable String status, boolean told, boolean fresh) {
    private static final Presence.Show[] SHOWS = Presence.Show.values();
    /** Those without a status: most contacts have none, and there are as many of them as there are logged-in users and contacts. */
    private static final ContactPresence[] PLAIN = new ContactPresence[4 * SHOWS.length];

    static {
        for (int i = 0; i < PLAIN.length; i++) {
            PLAIN[i] = new ContactPresence(SHOWS[i / 4], null, (i & 1) != 0, (i & 2) != 0);
        }
    }

    /** The same instance for equal ones without a status. */
    @SuppressWarnings("EnumOrdinal") // The index is that of the array above, made anew by each process.
    static ContactPresence of(Presence.Show show, @Nullable String status, boolean told, boolean fresh) {
        return status == null
                ? PLAIN[4 * show.ordinal() + (told ? 1 : 0) + (fresh ? 2 : 0)]
                : new ContactPresence(show, status, told, fresh);
    }

    boolean sameAs(Presence.Show otherShow, @Nullable String otherStatus) {
        return show == otherShow && java.util.Objects.equals(status, otherStatus);
    }

    ContactPresence asTold() {
        return told ? this : of(show, status, true, fresh);
    }

    ContactPresence asUntold() {
        return of(show, status, false, fresh);
    }

    ContactPresence asStale() {
        return of(show, status, told, false);
    }
}
