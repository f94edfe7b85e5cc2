package im.gateway.protocol.oscar;

/** Family 10: the icons that the service stores. It has a server of its own, which {@link Oservice.Redirect} names. */
public final class Bart {
    public static final int FAMILY = 0x10;

    private static final int COMMAND = 1;
    /** The kind of what is stored: a user's icon. */
    private static final int ICON = 0x0001;

    private static final int FLAGS = 1;

    private Bart() {}

    /**
     * 10/04 and 10/06: asks for an icon, as clients of AIM and as those of ICQ do.
     *
     * @param name whose icon it is
     * @param hash its MD5, as {@link UserInfo#iconHash} has it
     */
    public record Request(int type, String name, Bytes hash) implements SnacBody {
        public static final int AIM = 0x0010_0004;
        public static final int ICQ = 0x0010_0006;

        static Request parse(int type, Bytes body) throws OscarException {
            ByteReader in = body.reader();
            String name = in.string8();
            in.u8();
            return new Request(type, name, item(in));
        }

        @Override
        public void write(ByteWriter out) {
            out.string8(name).u8(COMMAND);
            writeItem(out, hash);
        }
    }

    /**
     * 10/05 and 10/07: an icon, each in answer to its own form of {@link Request}.
     *
     * @param hash which was asked for
     * @param icon a picture; empty where the service has none of that hash
     */
    public record Reply(int type, String name, Bytes hash, Bytes icon) implements SnacBody {
        public static final int AIM = 0x0010_0005;
        public static final int ICQ = 0x0010_0007;

        static Reply parse(int type, Bytes body) throws OscarException {
            ByteReader in = body.reader();
            String name = in.string8();
            Bytes hash = item(in);
            if (type == ICQ) {
                // The same once more, after a byte that says how it went.
                in.u8();
                item(in);
            }
            return new Reply(type, name, hash, in.bytes(in.u16()));
        }

        @Override
        public void write(ByteWriter out) {
            out.string8(name);
            writeItem(out, hash);
            if (type == ICQ) {
                out.u8(0);
                writeItem(out, hash);
            }
            out.u16(icon.length()).bytes(icon);
        }
    }

    private static Bytes item(ByteReader in) throws OscarException {
        in.u16();
        in.u8();
        return in.bytes(in.u8());
    }

    private static void writeItem(ByteWriter out, Bytes hash) {
        out.u16(ICON).u8(FLAGS).u8(hash.length()).bytes(hash);
    }
}
