package im.gateway.protocol.oscar;

/**
 * The unit of conversation: family (16 bit), subtype (16 bit), flags (16 bit), request (32 bit), body.
 *
 * @param type family and subtype in one number, {@code 0x0004_0007} say
 * @param request chosen by who asks; the answer bears the same
 */
public record Snac(int type, int flags, long request, Bytes body) {
    /** Further SNACs answer the same request. */
    public static final int MORE_FOLLOWS = 0x0001;
    /** The subtype that means an error in every family. */
    public static final int ERROR_SUBTYPE = 0x0001;
    /** Requests that a server begins have this bit. */
    public static final long FROM_SERVER = 0x8000_0000L;
    /** Before the body there is a length and so many bytes about the protocol's version. */
    private static final int EXTENDED = 0x8000;

    public static Snac of(SnacBody body, long request) {
        return of(body, request, 0);
    }

    public static Snac of(SnacBody body, long request, int flags) {
        ByteWriter out = new ByteWriter();
        body.write(out);
        return new Snac(body.type(), flags, request, out.toBytes());
    }

    public static Snac parse(Bytes data) throws OscarException {
        ByteReader in = data.reader();
        int type = in.u16() << 16 | in.u16();
        int flags = in.u16();
        long request = in.u32();
        if ((flags & EXTENDED) != 0) {
            in.skip(in.u16());
        }
        return new Snac(type, flags & ~EXTENDED, request, in.rest());
    }

    public int family() {
        return type >>> 16;
    }

    public int subtype() {
        return type & 0xFFFF;
    }

    public boolean moreFollows() {
        return (flags & MORE_FOLLOWS) != 0;
    }

    public Bytes encode() {
        return new ByteWriter()
                .u16(family())
                .u16(subtype())
                .u16(flags)
                .u32(request)
                .bytes(body)
                .toBytes();
    }

    /** The type as protocol descriptions write it: {@code 04/07}. */
    public static String typeText(int type) {
        return String.format(java.util.Locale.ROOT, "%02x/%02x", type >>> 16, type & 0xFFFF);
    }
}
