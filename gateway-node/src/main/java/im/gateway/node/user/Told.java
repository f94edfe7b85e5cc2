package im.gateway.node.user;

import im.gateway.protocol.stanza.Presence;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the Jabber user was last told of the gateway and its contacts, small enough to be kept on another node as well: eight bytes for a
 * contact. It says whether a presence is the one that was told, not which one was told; that is all that differences need.
 *
 * <p>Of each contact it keeps one number, its mark: a hash of the legacy name (upper 4 bytes) and one of show and status (lower 4
 * bytes), FNV-1a of the UTF-16 units. The form travels between nodes of different releases: it stays. Two contacts of one user with the
 * same hash of their name cost an unavailable presence too many; a presence that happens to have the hash of the one before, once in
 * four thousand million changes that fall into an outage, is not told.
 */
public final class Told {
    /** Nobody, to a user who was told nothing. */
    public static final Told NOTHING = new Told(false, false, true, new long[0]);

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;
    private static final long NAME = 0xffffffff00000000L;

    private final boolean gateway;
    private final boolean outage;
    private final boolean exact;
    /** Ascending. */
    private final long[] marks;

    /**
     * As it was read from another node.
     *
     * @param gateway whether the user takes the gateway to be there
     * @param outage whether the user was told that the service cannot be reached
     * @param exact whether all of it was written; otherwise only who was to be there is known, not what of them
     * @param marks of the contacts that the user takes to be there
     */
    public Told(boolean gateway, boolean outage, boolean exact, long[] marks) {
        this.gateway = gateway;
        this.outage = outage;
        this.exact = exact;
        this.marks = marks.clone();
        Arrays.sort(this.marks);
    }

    /** What the user has been told in this life of the actor and in the one before; null where that is not known. */
    static @Nullable Told of(Live live) {
        if (live.afterFailure()) {
            return null;
        }
        Earlier earlier = live.earlier();
        Told before = earlier.details();
        long[] marks = new long
                [live.contacts().size()
                        + earlier.names().size()
                        + live.bounced().size()];
        int size = 0;
        for (Map.Entry<String, ContactPresence> contact : live.contacts().entrySet()) {
            ContactPresence presence = contact.getValue();
            if (presence.told()) {
                marks[size++] = mark(contact.getKey(), presence.show(), presence.status());
            }
        }
        for (String name : earlier.names()) {
            marks[size++] = before == null ? name(name) : before.markOf(name);
        }
        for (Bounced one : live.bounced()) {
            ContactPresence now = live.contacts().get(one.contact());
            boolean isIn = (now != null && now.told()) || earlier.names().contains(one.contact());
            if (!one.contact().isEmpty() && !isIn) {
                // They left, and the user may not have been told.
                marks[size++] = name(one.contact());
            }
        }
        boolean gateway = live.gatewayTold() || earlier.gateway();
        boolean exact = !live.streamLost() && live.bounced().isEmpty();
        return new Told(gateway, live.outageTold(), exact, Arrays.copyOf(marks, size));
    }

    private static long mark(String name, Presence.Show show, @Nullable String status) {
        // Never zero, which stands for a presence that is not known.
        return name(name) | (fold(show.name() + (status == null ? "" : "\0" + status)) & ~NAME) | 1;
    }

    private static long name(String name) {
        return ((long) fold(name)) << 32;
    }

    private static int fold(String text) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * FNV_PRIME;
        }
        return (int) (hash ^ (hash >>> 32));
    }

    /** Whether there is nothing that the user would have to be told the opposite of. */
    public boolean isNothing() {
        return !gateway && !outage && marks.length == 0;
    }

    /** Whether the user takes the gateway to be there. */
    public boolean gateway() {
        return gateway;
    }

    /** Whether the user was told of an outage. */
    public boolean outage() {
        return outage;
    }

    /** Whether it is known what of the contacts was told, and not only of which. */
    public boolean exact() {
        return exact;
    }

    /** The contacts' marks, ascending; a copy. */
    public long[] marks() {
        return marks.clone();
    }

    /** How many contacts the user takes to be there. */
    public int size() {
        return marks.length;
    }

    /** Whether the user was told that this contact is there. */
    boolean names(String contact) {
        return markOf(contact) != 0;
    }

    /** Whether this is what the user was told of this contact. */
    boolean says(String contact, Presence.Show show, @Nullable String status) {
        return exact && Arrays.binarySearch(marks, mark(contact, show, status)) >= 0;
    }

    /** 0 where there is none. */
    private long markOf(String contact) {
        long name = name(contact);
        int at = Arrays.binarySearch(marks, name);
        int first = at >= 0 ? at : -at - 1;
        return first < marks.length && (marks[first] & NAME) == name ? marks[first] : 0;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Told told
                && gateway == told.gateway
                && outage == told.outage
                && exact == told.exact
                && Arrays.equals(marks, told.marks);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(marks) + Boolean.hashCode(gateway);
    }

    @Override
    public String toString() {
        return "told[gateway=" + gateway + " outage=" + outage + " exact=" + exact + " contacts=" + marks.length + "]";
    }
}
