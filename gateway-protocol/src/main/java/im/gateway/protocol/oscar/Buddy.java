package im.gateway.protocol.oscar;

import java.util.ArrayList;
import java.util.List;

/** Family 03: who comes and goes. */
public final class Buddy {
    public static final int FAMILY = 0x03;
    /** 03/02, empty: asks for 03/03, the limits. */
    public static final int RIGHTS_QUERY = 0x0003_0002;

    public static final int RIGHTS_REPLY = 0x0003_0003;

    private Buddy() {}

    /** 03/04 and 03/05: watches these users, for this session only, or no longer. */
    public record Names(int type, List<String> names) implements SnacBody {
        public static final int WATCH = 0x0003_0004;
        public static final int UNWATCH = 0x0003_0005;

        public Names {
            names = List.copyOf(names);
        }

        static Names parse(int type, Bytes body) throws OscarException {
            ByteReader in = body.reader();
            List<String> names = new ArrayList<>();
            while (in.hasMore()) {
                names.add(in.string8());
            }
            return new Names(type, names);
        }

        @Override
        public void write(ByteWriter out) {
            names.forEach(out::string8);
        }
    }

    /** 03/0B and 03/0C: these users have come or changed, or have gone. */
    public record Presence(int type, List<UserInfo> users) implements SnacBody {
        public static final int ARRIVED = 0x0003_000B;
        public static final int DEPARTED = 0x0003_000C;

        public Presence {
            users = List.copyOf(users);
        }

        public boolean arrived() {
            return type == ARRIVED;
        }

        static Presence parse(int type, Bytes body) throws OscarException {
            ByteReader in = body.reader();
            List<UserInfo> users = new ArrayList<>();
            while (in.hasMore()) {
                users.add(UserInfo.parse(in));
            }
            return new Presence(type, users);
        }

        @Override
        public void write(ByteWriter out) {
            users.forEach(user -> user.write(out));
        }
    }
}
