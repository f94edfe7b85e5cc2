package im.gateway.protocol.oscar;

/** The part of family 13 about asking others for permission to see them, which ICQ has. */
public final class Authorization {
    private Authorization() {}

    /** 13/14, 13/15: permission that was not asked for. 13/18, 13/19: the question. The name is the other one's. */
    public record Request(int type, String name, String reason) implements SnacBody {
        public static final int GRANT_AHEAD = 0x0013_0014;
        public static final int GRANTED_AHEAD = 0x0013_0015;
        public static final int TO_HOST = 0x0013_0018;
        public static final int TO_CLIENT = 0x0013_0019;

        static Request parse(int type, Bytes body) throws OscarException {
            ByteReader in = body.reader();
            return new Request(type, in.string8(), in.string16());
        }

        @Override
        public void write(ByteWriter out) {
            out.string8(name).string16(reason).u16(0);
        }
    }

    /** 13/1A, 13/1B: the answer. */
    public record Answer(int type, String name, boolean granted, String reason) implements SnacBody {
        public static final int TO_HOST = 0x0013_001A;
        public static final int TO_CLIENT = 0x0013_001B;

        static Answer parse(int type, Bytes body) throws OscarException {
            ByteReader in = body.reader();
            return new Answer(type, in.string8(), in.u8() != 0, in.string16());
        }

        @Override
        public void write(ByteWriter out) {
            out.string8(name).u8(granted ? 1 : 0).string16(reason);
        }
    }

    /** 13/1C: somebody has added this user. 13/16: takes this user off somebody's list. */
    public record Name(int type, String name) implements SnacBody {
        public static final int ADDED = 0x0013_001C;
        public static final int REMOVE_ME = 0x0013_0016;

        static Name parse(int type, Bytes body) throws OscarException {
            return new Name(type, body.reader().string8());
        }

        @Override
        public void write(ByteWriter out) {
            out.string8(name);
        }
    }
}
