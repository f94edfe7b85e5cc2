package im.gateway.protocol.oscar;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The part of family 01 about how fast a client may send. */
public final class Rates {
    private Rates() {}

    /**
     * 01/07: the classes, and which SNAC is in which.
     *
     * @param members for each class, by its id, the types of its SNACs
     */
    public record Info(List<RateClass> classes, Map<Integer, List<Integer>> members) implements SnacBody {
        public static final int TYPE = 0x0001_0007;

        public Info {
            classes = List.copyOf(classes);
            members = Map.copyOf(members);
        }

        public static Info parse(Bytes body) throws OscarException {
            ByteReader in = body.reader();
            int count = in.u16();
            List<RateClass> classes = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                classes.add(RateClass.parse(in));
            }
            Map<Integer, List<Integer>> members = new LinkedHashMap<>();
            for (int i = 0; i < count && in.hasMore(); i++) {
                int id = in.u16();
                int pairs = in.u16();
                List<Integer> types = new ArrayList<>();
                for (int j = 0; j < pairs; j++) {
                    types.add(in.u16() << 16 | in.u16());
                }
                members.put(id, List.copyOf(types));
            }
            return new Info(classes, members);
        }

        @Override
        public int type() {
            return TYPE;
        }

        @Override
        public void write(ByteWriter out) {
            out.u16(classes.size());
            classes.forEach(each -> each.write(out));
            for (RateClass each : classes) {
                List<Integer> types = members.getOrDefault(each.id(), List.of());
                out.u16(each.id()).u16(types.size());
                types.forEach(type -> out.u16(type >>> 16).u16(type & 0xFFFF));
            }
        }
    }

    /** 01/08: the client has understood these classes. */
    public record Ack(List<Integer> ids) implements SnacBody {
        public static final int TYPE = 0x0001_0008;

        public Ack {
            ids = List.copyOf(ids);
        }

        public static Ack parse(Bytes body) throws OscarException {
            ByteReader in = body.reader();
            List<Integer> ids = new ArrayList<>();
            while (in.hasMore()) {
                ids.add(in.u16());
            }
            return new Ack(ids);
        }

        @Override
        public int type() {
            return TYPE;
        }

        @Override
        public void write(ByteWriter out) {
            ids.forEach(out::u16);
        }
    }

    /** 01/0A: a class has changed, or the client's state in it has. */
    public record Change(int code, RateClass rate) implements SnacBody {
        public static final int TYPE = 0x0001_000A;
        public static final int CHANGED = 1;
        public static final int WARNING = 2;
        public static final int LIMITED = 3;
        public static final int CLEARED = 4;

        public static Change parse(Bytes body) throws OscarException {
            ByteReader in = body.reader();
            return new Change(in.u16(), RateClass.parse(in));
        }

        @Override
        public int type() {
            return TYPE;
        }

        @Override
        public void write(ByteWriter out) {
            out.u16(code);
            rate.write(out);
        }
    }
}
