package im.gateway.protocol.oscar;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Family 01: the session itself. Its rates are in {@link Rates}. */
public final class Oservice {
    public static final int FAMILY = 0x01;
    /** 01/06, empty: asks for {@link Rates.Info}. */
    public static final int RATE_QUERY = 0x0001_0006;
    /** 01/0B: the server asks to send nothing until 01/0D. */
    public static final int PAUSE = 0x0001_000B;

    public static final int PAUSE_ACK = 0x0001_000C;
    public static final int RESUME = 0x0001_000D;
    /** 01/0E, empty: asks for {@link UserInfoUpdate}. */
    public static final int USER_INFO_QUERY = 0x0001_000E;
    /** 01/12: the server sends its clients to another one. */
    public static final int MIGRATE = 0x0001_0012;

    private Oservice() {}

    /** 01/03: the families that this server has. */
    public record HostOnline(List<Integer> families) implements SnacBody {
        public static final int TYPE = 0x0001_0003;

        public HostOnline {
            families = List.copyOf(families);
        }

        public static HostOnline parse(Bytes body) throws OscarException {
            ByteReader in = body.reader();
            List<Integer> families = new ArrayList<>();
            while (in.hasMore()) {
                families.add(in.u16());
            }
            return new HostOnline(families);
        }

        @Override
        public int type() {
            return TYPE;
        }

        @Override
        public void write(ByteWriter out) {
            families.forEach(out::u16);
        }
    }

    /** A family and its version. */
    public record FamilyVersion(int family, int version) {}

    /** 01/17 and 01/18: the versions that the client wants, and those that the server has. */
    public record Versions(int type, List<FamilyVersion> versions) implements SnacBody {
        public static final int WANTED = 0x0001_0017;
        public static final int GIVEN = 0x0001_0018;

        public Versions {
            versions = List.copyOf(versions);
        }

        static Versions parse(int type, Bytes body) throws OscarException {
            ByteReader in = body.reader();
            List<FamilyVersion> versions = new ArrayList<>();
            while (in.hasMore()) {
                versions.add(new FamilyVersion(in.u16(), in.u16()));
            }
            return new Versions(type, versions);
        }

        @Override
        public void write(ByteWriter out) {
            versions.forEach(version -> out.u16(version.family()).u16(version.version()));
        }
    }

    /** 01/02: the client is ready; presence and messages begin. */
    public record ClientOnline(List<FamilyVersion> versions) implements SnacBody {
        public static final int TYPE = 0x0001_0002;
        private static final int TOOL = 0x0110;
        private static final int TOOL_VERSION = 0x047B;

        public ClientOnline {
            versions = List.copyOf(versions);
        }

        public static ClientOnline parse(Bytes body) throws OscarException {
            ByteReader in = body.reader();
            List<FamilyVersion> versions = new ArrayList<>();
            while (in.hasMore()) {
                versions.add(new FamilyVersion(in.u16(), in.u16()));
                in.skip(4);
            }
            return new ClientOnline(versions);
        }

        @Override
        public int type() {
            return TYPE;
        }

        @Override
        public void write(ByteWriter out) {
            versions.forEach(version ->
                    out.u16(version.family()).u16(version.version()).u16(TOOL).u16(TOOL_VERSION));
        }
    }

    /** 01/04: asks for the server of a family that this one does not have. */
    public record ServiceRequest(int family) implements SnacBody {
        public static final int TYPE = 0x0001_0004;

        public static ServiceRequest parse(Bytes body) throws OscarException {
            return new ServiceRequest(body.reader().u16());
        }

        @Override
        public int type() {
            return TYPE;
        }

        @Override
        public void write(ByteWriter out) {
            out.u16(family);
        }
    }

    /**
     * 01/05: where that server is.
     *
     * @param host with or without a port
     * @param cookie what it wants to see, in the frame that signs on
     */
    public record Redirect(int family, String host, Bytes cookie) implements SnacBody {
        public static final int TYPE = 0x0001_0005;
        private static final int HOST = 0x05;
        private static final int COOKIE = 0x06;
        private static final int SERVICE = 0x0D;

        public static Redirect parse(Bytes body) throws OscarException {
            Tlvs tlvs = Tlvs.parse(body.reader());
            Bytes cookie = tlvs.value(COOKIE);
            return new Redirect(tlvs.number(SERVICE, 0), tlvs.text(HOST, ""), cookie == null ? Bytes.EMPTY : cookie);
        }

        @Override
        public int type() {
            return TYPE;
        }

        @Override
        public void write(ByteWriter out) {
            Tlvs.of(Tlv.u16(SERVICE, family), new Tlv(HOST, host), new Tlv(COOKIE, cookie))
                    .write(out);
        }
    }

    /** 01/0F: what others see of this session's user. */
    public record UserInfoUpdate(UserInfo info) implements SnacBody {
        public static final int TYPE = 0x0001_000F;

        /** Some servers put the block twice, for two devices of one user: the first is this session's. */
        public static UserInfoUpdate parse(Bytes body) throws OscarException {
            return new UserInfoUpdate(UserInfo.parse(body.reader()));
        }

        @Override
        public int type() {
            return TYPE;
        }

        @Override
        public void write(ByteWriter out) {
            info.write(out);
        }
    }

    /** 01/10: somebody has warned this user. */
    public record Warned(int level, @Nullable UserInfo by) implements SnacBody {
        public static final int TYPE = 0x0001_0010;

        public static Warned parse(Bytes body) throws OscarException {
            ByteReader in = body.reader();
            int level = in.u16();
            return new Warned(level, in.hasMore() ? UserInfo.parse(in) : null);
        }

        @Override
        public int type() {
            return TYPE;
        }

        @Override
        public void write(ByteWriter out) {
            out.u16(level);
            if (by != null) {
                by.write(out);
            }
        }
    }

    /** 01/11: for how many seconds the user has done nothing; 0 when active again. */
    public record Idle(long seconds) implements SnacBody {
        public static final int TYPE = 0x0001_0011;

        public static Idle parse(Bytes body) throws OscarException {
            return new Idle(body.reader().u32());
        }

        @Override
        public int type() {
            return TYPE;
        }

        @Override
        public void write(ByteWriter out) {
            out.u32(seconds);
        }
    }

    /** 01/13: the message of the day; empty text for none. */
    public record Motd(int kind, String text) implements SnacBody {
        public static final int TYPE = 0x0001_0013;
        private static final int TEXT = 0x0B;

        public static Motd parse(Bytes body) throws OscarException {
            ByteReader in = body.reader();
            int kind = in.u16();
            return new Motd(kind, Tlvs.parse(in).text(TEXT, ""));
        }

        @Override
        public int type() {
            return TYPE;
        }

        @Override
        public void write(ByteWriter out) {
            out.u16(kind);
            if (!text.isEmpty()) {
                out.tlv(TEXT, text);
            }
        }
    }

    /**
     * 01/1E: the user's status, {@link IcqStatus} in TLV 06 and a line of text in TLV 1D.
     */
    public record SetStatus(Tlvs tlvs) implements SnacBody {
        public static final int TYPE = 0x0001_001E;

        public static SetStatus parse(Bytes body) throws OscarException {
            return new SetStatus(Tlvs.parse(body.reader()));
        }

        @Override
        public int type() {
            return TYPE;
        }

        @Override
        public void write(ByteWriter out) {
            tlvs.write(out);
        }
    }
}
