package im.gateway.protocol.oscar;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Family 02: profiles, away texts and capabilities. */
public final class Locate {
    public static final int FAMILY = 0x02;
    /** 02/02, empty: asks for 02/03, the limits. */
    public static final int RIGHTS_QUERY = 0x0002_0002;

    public static final int RIGHTS_REPLY = 0x0002_0003;

    private static final int PROFILE_TYPE = 0x01;
    private static final int PROFILE = 0x02;
    private static final int AWAY_TYPE = 0x03;
    private static final int AWAY = 0x04;
    private static final int CAPABILITIES = 0x05;

    private Locate() {}

    /**
     * 02/04: sets what is not null and leaves the rest.
     *
     * @param profile HTML
     * @param away HTML; the empty text ends being away
     * @param capabilities of 16 bytes each
     */
    public record SetInfo(
            @Nullable String profile,
            @Nullable String away,
            @Nullable Bytes capabilities) implements SnacBody {
        public static final int TYPE = 0x0002_0004;

        public static SetInfo parse(Bytes body) throws OscarException {
            Tlvs tlvs = Tlvs.parse(body.reader());
            return new SetInfo(
                    text(tlvs, PROFILE_TYPE, PROFILE), text(tlvs, AWAY_TYPE, AWAY), tlvs.value(CAPABILITIES));
        }

        @Override
        public int type() {
            return TYPE;
        }

        @Override
        public void write(ByteWriter out) {
            writeText(out, PROFILE_TYPE, PROFILE, profile);
            writeText(out, AWAY_TYPE, AWAY, away);
            if (capabilities != null) {
                out.tlv(CAPABILITIES, capabilities);
            }
        }
    }

    /** 02/15: asks for a user's profile or away text. */
    public record Query(long flags, String name) implements SnacBody {
        public static final int TYPE = 0x0002_0015;
        public static final int WANT_PROFILE = 1;
        public static final int WANT_AWAY = 2;

        public static Query parse(Bytes body) throws OscarException {
            ByteReader in = body.reader();
            return new Query(in.u32(), in.string8());
        }

        @Override
        public int type() {
            return TYPE;
        }

        @Override
        public void write(ByteWriter out) {
            out.u32(flags).string8(name);
        }
    }

    /** 02/05: the older form of {@link Query}. */
    public record OldQuery(int kind, String name) implements SnacBody {
        public static final int TYPE = 0x0002_0005;
        public static final int PROFILE_WANTED = 1;
        public static final int AWAY_WANTED = 3;

        public static OldQuery parse(Bytes body) throws OscarException {
            ByteReader in = body.reader();
            return new OldQuery(in.u16(), in.string8());
        }

        @Override
        public int type() {
            return TYPE;
        }

        @Override
        public void write(ByteWriter out) {
            out.u16(kind).string8(name);
        }
    }

    /** 02/06: the answer to both queries; what was not asked for, or is not there, is null. */
    public record Reply(
            UserInfo info,
            @Nullable String profile,
            @Nullable String away) implements SnacBody {
        public static final int TYPE = 0x0002_0006;

        public static Reply parse(Bytes body) throws OscarException {
            ByteReader in = body.reader();
            UserInfo info = UserInfo.parse(in);
            Tlvs tlvs = Tlvs.parse(in);
            return new Reply(info, text(tlvs, PROFILE_TYPE, PROFILE), text(tlvs, AWAY_TYPE, AWAY));
        }

        @Override
        public int type() {
            return TYPE;
        }

        @Override
        public void write(ByteWriter out) {
            info.write(out);
            writeText(out, PROFILE_TYPE, PROFILE, profile);
            writeText(out, AWAY_TYPE, AWAY, away);
        }
    }

    /** Texts of this family have a MIME type beside them, which names the charset. */
    private static @Nullable String text(Tlvs tlvs, int typeTag, int textTag) {
        Bytes value = tlvs.value(textTag);
        if (value == null) {
            return null;
        }
        String type = tlvs.text(typeTag, "").toLowerCase(Locale.ROOT);
        Charset charset = type.contains("unicode-2-0")
                ? StandardCharsets.UTF_16BE
                : type.contains("utf-8") || type.isEmpty() ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
        return value.text(charset);
    }

    private static void writeText(ByteWriter out, int typeTag, int textTag, @Nullable String text) {
        if (text == null) {
            return;
        }
        boolean ascii = text.chars().allMatch(c -> c < 0x80);
        out.tlv(typeTag, "text/x-aolrtf; charset=\"" + (ascii ? "us-ascii" : "unicode-2-0") + "\"")
                .tlv(textTag, Bytes.of(text, ascii ? StandardCharsets.US_ASCII : StandardCharsets.UTF_16BE));
    }
}
