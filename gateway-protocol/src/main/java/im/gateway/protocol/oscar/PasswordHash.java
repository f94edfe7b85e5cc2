package im.gateway.protocol.oscar;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The two ways in which a login proves that it knows the password (17/02). MD5 is what the protocol has; it protects little. */
public final class PasswordHash {
    private static final byte[] SUFFIX = "AOL Instant Messenger (SM)".getBytes(StandardCharsets.US_ASCII);

    private PasswordHash() {}

    /** MD5(key, password, suffix): the older clients' way. */
    public static Bytes plain(Bytes key, String password, Charset charset) {
        MessageDigest md5 = md5();
        md5.update(key.toArray());
        md5.update(password.getBytes(charset));
        md5.update(SUFFIX);
        return Bytes.of(md5.digest());
    }

    /** MD5(key, MD5(password), suffix): the way of clients from 2001 on, announced by {@link Bucp.LoginRequest#hashedPassword}. */
    public static Bytes hashed(Bytes key, String password, Charset charset) {
        MessageDigest md5 = md5();
        md5.update(key.toArray());
        md5.update(md5().digest(password.getBytes(charset)));
        md5.update(SUFFIX);
        return Bytes.of(md5.digest());
    }

    /** MD5 of these bytes, by which the service names icons too. */
    public static Bytes md5(Bytes bytes) {
        return Bytes.of(md5().digest(bytes.toArray()));
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }
}
