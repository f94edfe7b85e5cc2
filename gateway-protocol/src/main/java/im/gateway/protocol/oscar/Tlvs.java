package im.gateway.protocol.oscar;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A chain of {@link Tlv}s, in order; a type may occur more than once, and the first counts. */
public record Tlvs(List<Tlv> list) {
    public static final Tlvs EMPTY = new Tlvs(List.of());

    public Tlvs {
        list = List.copyOf(list);
    }

    public static Tlvs of(Tlv... tlvs) {
        return new Tlvs(List.of(tlvs));
    }

    /** Reads until the end. */
    public static Tlvs parse(ByteReader in) throws OscarException {
        List<Tlv> list = new ArrayList<>();
        while (in.hasMore()) {
            list.add(one(in));
        }
        return new Tlvs(list);
    }

    /** Reads so many of them. */
    public static Tlvs parse(ByteReader in, int count) throws OscarException {
        List<Tlv> list = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            list.add(one(in));
        }
        return new Tlvs(list);
    }

    private static Tlv one(ByteReader in) throws OscarException {
        return new Tlv(in.u16(), in.bytes(in.u16()));
    }

    public void write(ByteWriter out) {
        for (Tlv tlv : list) {
            out.tlv(tlv.type(), tlv.value());
        }
    }

    public boolean has(int type) {
        return value(type) != null;
    }

    public @Nullable Bytes value(int type) {
        for (Tlv tlv : list) {
            if (tlv.type() == type) {
                return tlv.value();
            }
        }
        return null;
    }

    public String text(int type, String otherwise) {
        Bytes value = value(type);
        return value == null ? otherwise : value.utf8();
    }

    /** A number of two bytes or, as some servers have it, of one or four; the lowest 16 bits of it. */
    public int number(int type, int otherwise) throws OscarException {
        return (int) (number32(type, otherwise) & 0xFFFF);
    }

    /** A number of four bytes or, as some servers have it, of one or two. */
    public long number32(int type, long otherwise) throws OscarException {
        Bytes value = value(type);
        if (value == null) {
            return otherwise;
        }
        ByteReader in = value.reader();
        return switch (value.length()) {
            case 1 -> in.u8();
            case 2 -> in.u16();
            case 4 -> in.u32();
            default -> throw OscarException.expected("length of a number", value.length(), "1, 2 or 4");
        };
    }

    /** The same chain with this one in the place of all of its type. */
    public Tlvs with(Tlv tlv) {
        List<Tlv> changed = new ArrayList<>(without(tlv.type()).list);
        changed.add(tlv);
        return new Tlvs(changed);
    }

    public Tlvs without(int type) {
        List<Tlv> changed = new ArrayList<>(list);
        changed.removeIf(tlv -> tlv.type() == type);
        return new Tlvs(changed);
    }
}
