package im.gateway.loadtest.oscar;

/** Hears which account has a client's session, by its name in the one form, in the network's event loop. */
public interface SessionListener {
    /** Hears nothing. */
    SessionListener NOBODY = new SessionListener() {
        @Override
        public void began(String name) {}

        @Override
        public void replaced(String name) {}

        @Override
        public void ended(String name) {}
    };

    /** A client has logged in. */
    void began(String name);

    /** The session of {@link #began} is complete: others can see the account and write to it. */
    default void ready(String name) {}

    /** The account has logged in again while it had a session, which ends therefore; {@link #began} follows. */
    void replaced(String name);

    /** A session's connection has ended. */
    void ended(String name);
}
