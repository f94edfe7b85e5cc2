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
    boolean sameAs(Presence.Show otherShow, @Nullable String otherStatus) {
        return show == otherShow && java.util.Objects.equals(status, otherStatus);
    }

    ContactPresence asTold() {
        return told ? this : new ContactPresence(show, status, true, fresh);
    }

    ContactPresence asUntold() {
        return new ContactPresence(show, status, false, fresh);
    }

    ContactPresence asStale() {
        return new ContactPresence(show, status, told, false);
    }
}
