package im.gateway.protocol.oscar;

/** The data of the first frame of each side: a version, and the cookie of the authorizer when a client comes to the server that it was sent to. */
public record SignOn(Tlvs tlvs) {
    public static final SignOn PLAIN = new SignOn(Tlvs.EMPTY);
    private static final long VERSION = 1;
    private static final int COOKIE = 0x06;

    public static SignOn withCookie(Bytes cookie) {
        return new SignOn(Tlvs.of(new Tlv(COOKIE, cookie)));
    }

    /** Null where there is none. */
    public @org.jspecify.annotations.Nullable Bytes cookie() {
        return tlvs.value(COOKIE);
    }

    public static SignOn parse(Bytes data) throws OscarException {
        ByteReader in = data.reader();
        long version = in.u32();
        if (version != VERSION) {
            throw OscarException.expected("version of the transport", version, "1");
        }
        return new SignOn(Tlvs.parse(in));
    }

    public Bytes encode() {
        ByteWriter out = new ByteWriter().u32(VERSION);
        tlvs.write(out);
        return out.toBytes();
    }
}
