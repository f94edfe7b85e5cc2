package im.gateway.node.irc;

import org.jspecify.annotations.Nullable;

/** One legacy user whom the Jabber user watches. */
final class WatchedContact {
    /** What is known of a contact. */
    enum State {
        UNKNOWN,
        OFFLINE,
        /** There, but whether away is still being asked: not told to anybody yet, so that nobody flaps. */
        ARRIVING,
        ONLINE,
        AWAY
    }

    /** As the core names the contact, which is also a spelling of the nick. */
    final String name;
    /** Whether the server tells by itself (MONITOR); otherwise the contact is polled. */
    boolean monitored;
    /** Whether the server cannot have a user of that name: never asked for. */
    boolean impossible;

    State state = State.UNKNOWN;

    @Nullable
    String awayText;

    WatchedContact(String name) {
        this.name = name;
    }

    boolean isThere() {
        return state == State.ARRIVING || state == State.ONLINE || state == State.AWAY;
    }
}
