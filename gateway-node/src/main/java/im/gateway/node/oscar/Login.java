package im.gateway.node.oscar;

import im.gateway.node.legacy.LegacyEvent.Failure;
import im.gateway.protocol.oscar.Bucp;
import im.gateway.protocol.oscar.Bytes;
import im.gateway.protocol.oscar.LoginError;
import im.gateway.protocol.oscar.PasswordHash;
import im.gateway.protocol.oscar.SignOn;
import im.gateway.protocol.oscar.SnacBody;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The first connection: at the authorizer, from the key to the cookie (family 17). */
final class Login {
    /** ICQ's own clients never sent more of a password, and its servers never looked at more. */
    private static final int ICQ_PASSWORD_LENGTH = 8;

    private final SessionContext context;
    private @Nullable Bytes cookie;

    Login(SessionContext context) {
        this.context = context;
    }

    /** The server has said hello. */
    void signedOn() {
        context.send(SignOn.PLAIN);
        context.send(new Bucp.ChallengeRequest(context.account));
    }

    void on(SnacBody body) {
        if (body instanceof Bucp.Challenge challenge) {
            Bytes hash = PasswordHash.hashed(challenge.key(), password(), StandardCharsets.UTF_8);
            context.send(new Bucp.LoginRequest(context.account, hash, true, context.settings.client()));
        } else if (body instanceof Bucp.LoginReply reply) {
            if (reply.host() == null || reply.cookie() == null) {
                refused(LoginError.of(reply.error()), reply.error());
            } else {
                accepted(reply, reply.host(), reply.cookie());
            }
        }
    }

    /** What the next server wants to see; null before there is one. */
    @Nullable
    Bytes cookie() {
        return cookie;
    }

    private void accepted(Bucp.LoginReply reply, String host, Bytes received) {
        if (context.isOwn(reply.screenName())) {
            context.ownName = reply.screenName();
        }
        cookie = received.compact();
        try {
            Address named = Address.parse(host, context.settings.authorizer().port());
            context.connectTo(context.settings.mapped(named));
        } catch (IllegalArgumentException e) {
            context.end(Failure.UNREACHABLE, "the service names a server that is none: " + e.getMessage());
        }
    }

    private void refused(LoginError error, int code) {
        Failure failure = switch (error.kind()) {
            case CREDENTIALS -> Failure.BAD_CREDENTIALS;
            case TRANSIENT -> Failure.UNREACHABLE;
            case REFUSED -> Failure.REFUSED;
        };
        context.end(failure, error.text() + " (" + code + ")");
    }

    private String password() {
        String password = context.credentials.password();
        return context.icq && password.length() > ICQ_PASSWORD_LENGTH
                ? password.substring(0, ICQ_PASSWORD_LENGTH)
                : password;
    }
}
