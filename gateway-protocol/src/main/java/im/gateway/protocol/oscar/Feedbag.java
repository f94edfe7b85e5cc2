package im.gateway.protocol.oscar;

import java.util.ArrayList;
import java.util.List;

/** Family 13: the list that the server keeps. Asking others for permission is in {@link Authorization}. */
public final class Feedbag {
    public static final int FAMILY = 0x13;
    /** 13/02, empty: asks for 13/03, the limits. */
    public static final int RIGHTS_QUERY = 0x0013_0002;

    public static final int RIGHTS_REPLY = 0x0013_0003;
    /** 13/04, empty: asks for {@link Reply}. */
    public static final int QUERY = 0x0013_0004;
    /** 13/07, empty: the client has the list; from now on the server uses it. */
    public static final int USE = 0x0013_0007;
    /** 13/0F: the list has not changed since the time that was asked with. */
    public static final int NOT_MODIFIED = 0x0013_000F;
    /** 13/11 and 13/12, empty: changes between them belong together. */
    public static final int BEGIN = 0x0013_0011;

    public static final int END = 0x0013_0012;

    private Feedbag() {}

    /** 13/05: asks for {@link Reply} if the list has changed since. */
    public record QueryIfModified(long time, int items) implements SnacBody {
        public static final int TYPE = 0x0013_0005;

        public static QueryIfModified parse(Bytes body) throws OscarException {
            ByteReader in = body.reader();
            return new QueryIfModified(in.u32(), in.u16());
        }

        @Override
        public int type() {
            return TYPE;
        }

        @Override
        public void write(ByteWriter out) {
            out.u32(time).u16(items);
        }
    }

    /** 13/06: the list, or a part of it; further parts follow where the SNAC's flags say so. */
    public record Reply(List<FeedbagItem> items, long changed) implements SnacBody {
        public static final int TYPE = 0x0013_0006;

        public Reply {
            items = List.copyOf(items);
        }

        public static Reply parse(Bytes body) throws OscarException {
            ByteReader in = body.reader();
            int version = in.u8();
            if (version != 0) {
                throw OscarException.expected("version of the list", version, "0");
            }
            int count = in.u16();
            List<FeedbagItem> items = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                items.add(FeedbagItem.parse(in));
            }
            return new Reply(items, in.remaining() >= 4 ? in.u32() : 0);
        }

        @Override
        public int type() {
            return TYPE;
        }

        @Override
        public void write(ByteWriter out) {
            out.u8(0).u16(items.size());
            items.forEach(item -> item.write(out));
            out.u32(changed);
        }
    }

    /** 13/08, 13/09, 13/0A: puts items on the list, changes them, takes them off. A server sends them too, when another client did it. */
    public record Change(int type, List<FeedbagItem> items) implements SnacBody {
        public static final int INSERT = 0x0013_0008;
        public static final int UPDATE = 0x0013_0009;
        public static final int DELETE = 0x0013_000A;

        public Change {
            items = List.copyOf(items);
        }

        static Change parse(int type, Bytes body) throws OscarException {
            ByteReader in = body.reader();
            List<FeedbagItem> items = new ArrayList<>();
            while (in.hasMore()) {
                items.add(FeedbagItem.parse(in));
            }
            return new Change(type, items);
        }

        @Override
        public void write(ByteWriter out) {
            items.forEach(item -> item.write(out));
        }
    }

    /** 13/0E: what became of a {@link Change}: a code for each of its items. */
    public record Status(List<Integer> codes) implements SnacBody {
        public static final int TYPE = 0x0013_000E;
        public static final int OK = 0x00;
        public static final int NOT_FOUND = 0x02;
        public static final int ALREADY_THERE = 0x03;
        public static final int INVALID = 0x0A;
        public static final int LIMIT = 0x0C;
        public static final int WRONG_NETWORK = 0x0D;
        public static final int AUTHORIZATION_REQUIRED = 0x0E;

        public Status {
            codes = List.copyOf(codes);
        }

        public static Status parse(Bytes body) throws OscarException {
            ByteReader in = body.reader();
            List<Integer> codes = new ArrayList<>();
            while (in.hasMore()) {
                codes.add(in.u16());
            }
            return new Status(codes);
        }

        @Override
        public int type() {
            return TYPE;
        }

        @Override
        public void write(ByteWriter out) {
            codes.forEach(out::u16);
        }
    }
}
