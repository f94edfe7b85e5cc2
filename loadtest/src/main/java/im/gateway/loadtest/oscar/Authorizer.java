package im.gateway.loadtest.oscar;

import im.gateway.protocol.oscar.Bucp;
import im.gateway.protocol.oscar.Bytes;
import im.gateway.protocol.oscar.LoginError;
import im.gateway.protocol.oscar.OscarException;
import im.gateway.protocol.oscar.PasswordHash;
import im.gateway.protocol.oscar.SignOff;
import im.gateway.protocol.oscar.Snac;
import im.gateway.protocol.oscar.SnacBodies;
import im.gateway.protocol.oscar.SnacBody;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A connection that wants to log in: key, hash, and where to go on. */
final class Authorizer implements Connection.Role {
    /** ICQ's servers never looked at more of a password. */
    private static final int ICQ_PASSWORD_LENGTH = 8;

    private final World world;
    private final Connection connection;
    private final String host;
    private final Function<Account, Bytes> cookies;
    private final Bytes key;

    /**
     * An authorizer for one connection.
     *
     * @param host where clients are sent to
     * @param cookies makes the cookie for a login
     * @param key is hashed with the password
     */
    Authorizer(World world, Connection connection, String host, Function<Account, Bytes> cookies, Bytes key) {
        this.world = world;
        this.connection = connection;
        this.host = host;
        this.cookies = cookies;
        this.key = key;
    }

    @Override
    public void data(Snac snac) throws OscarException {
        SnacBody body = SnacBodies.parse(snac);
        if (body instanceof Bucp.ChallengeRequest request) {
            LoginError error = world.account(request.screenName()) == null ? LoginError.INVALID_NAME_OR_PASSWORD : null;
            if (error == null) {
                connection.send(new Bucp.Challenge(key), snac.request(), 0);
            } else {
                refuse(request.screenName(), error, snac.request());
            }
        } else if (body instanceof Bucp.LoginRequest request) {
            login(request, snac.request());
        }
    }

    private void login(Bucp.LoginRequest login, long request) {
        Account account = world.account(login.screenName());
        LoginError error = error(account, login);
        if (account == null || error != null) {
            refuse(login.screenName(), error == null ? LoginError.INTERNAL : error, request);
            return;
        }
        connection.send(Bucp.LoginReply.accepted(account.displayName, host, cookies.apply(account)), request, 0);
        connection.signOff(SignOff.PLAIN);
    }

    private void refuse(String name, LoginError error, long request) {
        world.counters.refused.incrementAndGet();
        connection.send(Bucp.LoginReply.refused(name, error.code(), ""), request, 0);
        connection.close();
    }

    private @Nullable LoginError error(@Nullable Account account, Bucp.LoginRequest login) {
        LoginError fault = world.faults.refusal();
        if (fault != null) {
            return fault;
        }
        if (account == null) {
            return LoginError.INVALID_NAME_OR_PASSWORD;
        }
        Bytes expected = login.hashedPassword()
                ? PasswordHash.hashed(key, passwordOf(account), StandardCharsets.UTF_8)
                : PasswordHash.plain(key, passwordOf(account), StandardCharsets.UTF_8);
        return expected.equals(login.hash()) ? account.refusal : LoginError.MISMATCH;
    }

    private static String passwordOf(Account account) {
        String password = account.password;
        return account.isIcq() && password.length() > ICQ_PASSWORD_LENGTH
                ? password.substring(0, ICQ_PASSWORD_LENGTH)
                : password;
    }

    @Override
    public void closed() {}
}
