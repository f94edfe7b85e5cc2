package im.gateway.node.user;

import im.gateway.persistence.Secret;
import im.gateway.protocol.stanza.Stanza;

/** Where the user's login on the legacy service stands. */
sealed interface LoginState {
    /** Nobody wants it, or its end has been asked for. */
    record LoggedOut() implements LoginState {}

    /**
     * The user has logged out by a command or in words, and is online all the same: no login until the user asks for it, or another
     * resource comes online.
     */
    record SignedOff() implements LoginState {}

    /**
     * A login has begun.
     *
     * @param attempt how many have failed in a row before this one
     */
    record Connecting(long session, int attempt) implements LoginState {}

    /**
     * A login has begun to find out whether the credentials of a registration are right (XEP-0100 section 4.1 step 6).
     *
     * @param token of the request, settled with its answer
     * @param request an iq of {@code jabber:iq:register} or of a command, or what was written to the gateway
     */
    record Verifying(long session, long token, Stanza request, String username, Secret password)
            implements LoginState {}

    /**
     * The user is logged in.
     *
     * @param reported whether the network has had its time to report the contacts that are there: until then, nothing follows from one of
     *     whom it has said nothing
     */
    record Connected(long session, boolean reported) implements LoginState {}

    /**
     * The service cannot be reached: the next attempt comes after a pause. Or another login has ended this one, and it is waited for to find
     * out whose that was.
     *
     * @param attempt how many have failed in a row; 0 where another login has ended this one
     */
    record Waiting(int attempt) implements LoginState {
        static final Waiting REPLACED = new Waiting(0);
    }

    /** No attempt is made until the user does something about it: the credentials are bad, or the login was taken over or refused. */
    record Barred(im.gateway.node.legacy.LegacyEvent.Failure failure) implements LoginState {}

    /** The number of the session that may speak in this state; 0 for none. */
    default long session() {
        if (this instanceof Connecting s) {
            return s.session();
        } else if (this instanceof Verifying s) {
            return s.session();
        } else if (this instanceof Connected s) {
            return s.session();
        }
        return 0;
    }
}
