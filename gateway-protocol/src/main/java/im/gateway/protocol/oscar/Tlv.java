package im.gateway.protocol.oscar;

/** Type (16 bit), length (16 bit), value. */
public record Tlv(int type, Bytes value) {
    public Tlv(int type, String value) {
        this(type, Bytes.utf8(value));
    }

    public static Tlv u8(int type, int value) {
        return new Tlv(type, new ByteWriter().u8(value).toBytes());
    }

    public static Tlv u16(int type, int value) {
        return new Tlv(type, new ByteWriter().u16(value).toBytes());
    }

    public static Tlv u32(int type, long value) {
        return new Tlv(type, new ByteWriter().u32(value).toBytes());
    }

    public static Tlv empty(int type) {
        return new Tlv(type, Bytes.EMPTY);
    }
}
