package im.gateway.loadtest.drive;

/** The users' contacts on their own network. Thread-safe. */
public interface LegacyPeers extends AutoCloseable {
    /** How many are on the network. */
    int online();

    /** A user's contact writes to the user; it goes out at the next {@link #flush()}. */
    void write(int user, long intendedNanos, int bodyLength);

    /**
     * A peer goes away, or comes back; what it says of itself carries the time, so that the arrival at each user is timed. It goes out
     * at the next {@link #flush()}.
     */
    void change(int peer, long intendedNanos);

    /** Writes out what was handed over. */
    void flush();

    @Override
    void close();
}
