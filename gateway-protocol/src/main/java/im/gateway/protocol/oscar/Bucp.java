package im.gateway.protocol.oscar;

import org.jspecify.annotations.Nullable;

/** Family 17: the login at the authorizer. */
public final class Bucp {
    public static final int FAMILY = 0x17;
    private static final int SCREEN_NAME = 0x01;
    private static final int CLIENT_NAME = 0x03;
    private static final int ERROR_URL = 0x04;
    private static final int HOST = 0x05;
    private static final int COOKIE = 0x06;
    private static final int ERROR = 0x08;
    private static final int COUNTRY = 0x0E;
    private static final int LANGUAGE = 0x0F;
    private static final int EMAIL = 0x11;
    private static final int DISTRIBUTION = 0x14;
    private static final int CLIENT_ID = 0x16;
    private static final int MAJOR = 0x17;
    private static final int MINOR = 0x18;
    private static final int LESSER = 0x19;
    private static final int BUILD = 0x1A;
    private static final int HASH = 0x25;
    private static final int SESSIONS = 0x4A;
    private static final int HASHED_PASSWORD = 0x4C;

    private Bucp() {}

    /** 17/06: asks for the key of the hash. */
    public record ChallengeRequest(String screenName) implements SnacBody {
        public static final int TYPE = 0x0017_0006;

        public static ChallengeRequest parse(Bytes body) throws OscarException {
            return new ChallengeRequest(Tlvs.parse(body.reader()).text(SCREEN_NAME, ""));
        }

        @Override
        public int type() {
            return TYPE;
        }

        @Override
        public void write(ByteWriter out) {
            out.tlv(SCREEN_NAME, screenName).tlv(0x4B, Bytes.EMPTY).tlv(0x5A, Bytes.EMPTY);
        }
    }

    /** 17/07: the key. */
    public record Challenge(Bytes key) implements SnacBody {
        public static final int TYPE = 0x0017_0007;

        public static Challenge parse(Bytes body) throws OscarException {
            ByteReader in = body.reader();
            int length = in.u16();
            if (length == 0 && in.hasMore()) {
                // The descriptions show a length of four bytes; servers of today send two.
                length = in.u16();
            }
            return new Challenge(in.bytes(length));
        }

        @Override
        public int type() {
            return TYPE;
        }

        @Override
        public void write(ByteWriter out) {
            out.u16(key.length()).bytes(key);
        }
    }

    /**
     * 17/02: the login.
     *
     * @param hash see {@link PasswordHash}
     * @param hashedPassword whether the hash is {@link PasswordHash#hashed}
     * @param client a name and version for the server's records
     */
    public record LoginRequest(String screenName, Bytes hash, boolean hashedPassword, String client)
            implements SnacBody {
        public static final int TYPE = 0x0017_0002;
        /** Ends this account's other sessions, and wants to be told why should this one be ended so. */
        private static final int ONE_SESSION = 3;

        public static LoginRequest parse(Bytes body) throws OscarException {
            Tlvs tlvs = Tlvs.parse(body.reader());
            Bytes hash = tlvs.value(HASH);
            if (hash == null) {
                throw new OscarException("login without a password hash (expected: TLV 0x25)");
            }
            return new LoginRequest(
                    tlvs.text(SCREEN_NAME, ""), hash, tlvs.has(HASHED_PASSWORD), tlvs.text(CLIENT_NAME, ""));
        }

        @Override
        public int type() {
            return TYPE;
        }

        /** The numbers are those of a client of 2002 that the descriptions show: some servers refuse clients that are older. */
        @Override
        public void write(ByteWriter out) {
            out.tlv(SCREEN_NAME, screenName).tlv(HASH, hash);
            if (hashedPassword) {
                out.tlv(HASHED_PASSWORD, Bytes.EMPTY);
            }
            out.tlv(CLIENT_NAME, client)
                    .tlvU16(CLIENT_ID, 0x0109)
                    .tlvU16(MAJOR, 5)
                    .tlvU16(MINOR, 1)
                    .tlvU16(LESSER, 0)
                    .tlvU16(BUILD, 0x0BDC)
                    .tlvU32(DISTRIBUTION, 0xD2)
                    .tlv(LANGUAGE, "en")
                    .tlv(COUNTRY, "us")
                    .tlv(SESSIONS, Bytes.of(new byte[] {ONE_SESSION}));
        }
    }

    /**
     * 17/03: the answer to a login, and also to a {@link ChallengeRequest} for a name that nobody has.
     *
     * @param screenName as the account's owner writes it; may be empty
     * @param error 0 for none, else a {@link LoginError}; then there is no host
     * @param host where to connect, with or without a port
     */
    public record LoginReply(
            String screenName,
            int error,
            String errorUrl,
            @Nullable String host,
            @Nullable Bytes cookie) implements SnacBody {
        public static final int TYPE = 0x0017_0003;

        public static LoginReply accepted(String screenName, String host, Bytes cookie) {
            return new LoginReply(screenName, 0, "", host, cookie);
        }

        public static LoginReply refused(String screenName, int error, String url) {
            return new LoginReply(screenName, error, url, null, null);
        }

        public static LoginReply parse(Bytes body) throws OscarException {
            Tlvs tlvs = Tlvs.parse(body.reader());
            int error = tlvs.number(ERROR, 0);
            String host = tlvs.has(HOST) ? tlvs.text(HOST, "") : null;
            Bytes cookie = tlvs.value(COOKIE);
            if (error == 0 && (host == null || cookie == null)) {
                throw new OscarException(
                        "login reply with neither an error nor host and cookie (expected: TLV 8, or 5 and 6)");
            }
            return new LoginReply(tlvs.text(SCREEN_NAME, ""), error, tlvs.text(ERROR_URL, ""), host, cookie);
        }

        @Override
        public int type() {
            return TYPE;
        }

        @Override
        public void write(ByteWriter out) {
            out.tlv(SCREEN_NAME, screenName);
            if (host != null && cookie != null) {
                out.tlv(HOST, host).tlv(COOKIE, cookie).tlv(EMAIL, "");
            } else {
                out.tlvU16(ERROR, error).tlv(ERROR_URL, errorUrl);
            }
        }
    }
}
