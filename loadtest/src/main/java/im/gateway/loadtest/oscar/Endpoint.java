package im.gateway.loadtest.oscar;

import im.gateway.protocol.oscar.SnacBody;

/** Where the simulated network sends what a user should get: a client's connection, or a {@link SimulatedContact}. */
interface Endpoint {
    /** Tells the user something that nobody has asked for. */
    void tell(SnacBody body);

    /** Answers the request of this number. */
    void answer(SnacBody body, long request, int flags);

    /** The same account has logged in elsewhere: this endpoint is no longer its. */
    void replaced();
}
