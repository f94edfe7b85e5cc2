package im.gateway.protocol.oscar;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What a server tells of a user who is online: the name (its length in one byte), the warning level, and a counted chain of TLVs.
 *
 * @param name as its owner writes it
 * @param warning in tenths of a percent
 */
public record UserInfo(String name, int warning, Tlvs tlvs) {
    public static final int CLASS = 0x01;
    public static final int SIGN_ON_TIME = 0x03;
    public static final int IDLE_MINUTES = 0x04;
    public static final int STATUS = 0x06;
    public static final int CAPABILITIES = 0x0D;
    public static final int ONLINE_SECONDS = 0x0F;
    public static final int ASSETS = 0x1D;

    public static final int CLASS_AIM = 0x0010;
    public static final int CLASS_UNAVAILABLE = 0x0020;
    public static final int CLASS_ICQ = 0x0040;

    private static final int ASSET_STATUS_TEXT = 0x0002;
    private static final int ASSET_ICON = 0x0001;
    private static final int ASSET_HAS_DATA = 0x04;

    public static UserInfo parse(ByteReader in) throws OscarException {
        return new UserInfo(in.string8(), in.u16(), Tlvs.parse(in, in.u16()));
    }

    public void write(ByteWriter out) {
        out.string8(name).u16(warning).u16(tlvs.list().size());
        tlvs.write(out);
    }

    /** Whether the user has set an away text. */
    public boolean unavailable() throws OscarException {
        return (tlvs.number(CLASS, 0) & CLASS_UNAVAILABLE) != 0;
    }

    /** The lower half of the ICQ status: bits of {@link IcqStatus}. */
    public int status() throws OscarException {
        return tlvs.number(STATUS, 0);
    }

    /** For how many minutes the user has done nothing; 0 for active. */
    public int idleMinutes() throws OscarException {
        return tlvs.number(IDLE_MINUTES, 0);
    }

    /** The line of text beside the name, or null. */
    public @Nullable String statusText() throws OscarException {
        Bytes data = asset(ASSET_STATUS_TEXT);
        if (data == null || data.length() < 2) {
            return null;
        }
        ByteReader in = data.reader();
        String text = in.bytes(in.u16()).text(StandardCharsets.UTF_8);
        return text.isEmpty() ? null : text;
    }

    /** The MD5 hash of the user's icon, or null. */
    public @Nullable Bytes iconHash() throws OscarException {
        return asset(ASSET_ICON);
    }

    /** The TLV that carries this line of text, in a {@link Oservice.SetStatus} as in a {@link UserInfo}; an empty text takes it away. */
    public static Tlv statusTextTlv(String text) {
        ByteWriter data = new ByteWriter().string16(text).u16(0);
        Bytes bytes = data.toBytes();
        return new Tlv(
                ASSETS,
                new ByteWriter()
                        .u16(ASSET_STATUS_TEXT)
                        .u8(ASSET_HAS_DATA)
                        .u8(bytes.length())
                        .bytes(bytes)
                        .toBytes());
    }

    /** The TLV that carries that line of text, where it is not empty, and the hash of that icon, where there is one. */
    public static Tlv assetsTlv(String text, @Nullable Bytes iconHash) {
        ByteWriter assets = new ByteWriter();
        if (iconHash != null) {
            assets.u16(ASSET_ICON).u8(1).u8(iconHash.length()).bytes(iconHash);
        }
        if (!text.isEmpty()) {
            assets.bytes(statusTextTlv(text).value());
        }
        return new Tlv(ASSETS, assets.toBytes());
    }

    private @Nullable Bytes asset(int wanted) throws OscarException {
        Bytes assets = tlvs.value(ASSETS);
        if (assets == null) {
            return null;
        }
        ByteReader in = assets.reader();
        while (in.remaining() >= 4) {
            int type = in.u16();
            in.u8();
            Bytes data = in.bytes(in.u8());
            if (type == wanted) {
                return data;
            }
        }
        return null;
    }
}
