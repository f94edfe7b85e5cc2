package im.gateway.loadtest.oscar;

import im.gateway.protocol.oscar.Bytes;
import im.gateway.protocol.oscar.FeedbagItem;
import im.gateway.protocol.oscar.FeedbagList;
import im.gateway.protocol.oscar.IcqStatus;
import im.gateway.protocol.oscar.LoginError;
import im.gateway.protocol.oscar.PasswordHash;
import im.gateway.protocol.oscar.ScreenName;
import im.gateway.protocol.oscar.SnacBody;
import im.gateway.protocol.oscar.Tlv;
import im.gateway.protocol.oscar.Tlvs;
import im.gateway.protocol.oscar.UserInfo;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One account of the simulated network. Belongs to the network's event loop. */
final class Account {
    /** Who may see a user (TLV CA of the list's privacy item); without one, all may. */
    private static final int PERMIT_ALL = 1;

    private static final int DENY_ALL = 2;
    private static final int PERMIT_SOME = 3;
    private static final int DENY_SOME = 4;
    private static final int PERMIT_BUDDIES = 5;

    final String name;
    final String displayName;
    String password;

    @Nullable
    LoginError refusal;

    boolean authorizationRequired;
    /** Names of those who may see this user where authorization is required; empty until needed. */
    Set<String> granted = Set.of();

    private FeedbagList list = FeedbagList.EMPTY;
    /** Whether the list says anything of who may see the user: most do not, and then nobody has to read them. */
    private boolean restricted;

    long listChanged;
    final Deque<StoredMessage> stored = new ArrayDeque<>(0);
    /** Questions and answers about authorization that came while the user was away. */
    final Deque<SnacBody> notices = new ArrayDeque<>(0);

    @Nullable
    Endpoint endpoint;
    /** The endpoint has said that it is ready: others see it. */
    boolean ready;

    long signOn;
    int status = IcqStatus.ONLINE;
    String away = "";
    String statusText = "";
    /** HTML; lasts as long as the session that has set it. */
    String profile = "";
    /** A picture; empty for none. */
    Bytes icon = Bytes.EMPTY;
    /** For ICQ's directory. */
    Details details = Details.NONE;

    int idleMinutes;
    int warning;
    /** Accounts that are ready and want to know of this one. */
    final List<Account> watchers = new ArrayList<>(0);
    /** Names that this session watches beside its list. */
    List<String> watched = List.of();

    Account(String displayName, String password) {
        this.displayName = displayName;
        this.name = ScreenName.fromServer(displayName);
        this.password = password;
    }

    FeedbagList list() {
        return list;
    }

    void setList(FeedbagList changed) {
        list = changed;
        restricted = changed.items().stream()
                .anyMatch(item -> item.kind() == FeedbagItem.PRIVACY || item.kind() == FeedbagItem.DENY);
    }

    /** The name by which others ask for the icon. */
    Bytes iconHash() {
        return PasswordHash.md5(icon);
    }

    boolean isIcq() {
        return ScreenName.isNumber(name);
    }

    boolean visibleTo(Account other) {
        if (!ready || (status & IcqStatus.INVISIBLE) != 0) {
            return false;
        }
        if (authorizationRequired && !granted.contains(other.name)) {
            return false;
        }
        return !blocks(other);
    }

    boolean blocks(Account other) {
        if (!restricted) {
            return false;
        }
        List<FeedbagItem> items = list.items();
        int mode = items.stream()
                .filter(item -> item.kind() == FeedbagItem.PRIVACY)
                .map(item -> item.attributes().value(FeedbagItem.PRIVACY_MODE))
                .filter(value -> value != null && value.length() == 1)
                .map(value -> (int) value.toArray()[0])
                .findFirst()
                .orElse(DENY_SOME);
        return switch (mode) {
            case PERMIT_ALL -> false;
            case DENY_ALL -> true;
            case PERMIT_SOME -> !has(items, FeedbagItem.PERMIT, other);
            case PERMIT_BUDDIES -> !has(items, FeedbagItem.BUDDY, other);
            default -> has(items, FeedbagItem.DENY, other);
        };
    }

    private static boolean has(List<FeedbagItem> items, int kind, Account other) {
        return items.stream()
                .anyMatch(item -> item.kind() == kind
                        && ScreenName.fromServer(item.name()).equals(other.name));
    }

    void grant(Account other) {
        granted = new HashSet<>(granted);
        granted.add(other.name);
    }

    /** The names that the session of this account watches: its contacts and what it added for the session. */
    Set<String> interests() {
        Set<String> names = new HashSet<>(watched);
        for (FeedbagItem item : list.items()) {
            if (item.kind() == FeedbagItem.BUDDY) {
                names.add(ScreenName.fromServer(item.name()));
            }
        }
        return names;
    }

    UserInfo info() {
        int classes = (isIcq() ? UserInfo.CLASS_ICQ : 0)
                | UserInfo.CLASS_AIM
                | (away.isEmpty() ? 0 : UserInfo.CLASS_UNAVAILABLE);
        List<Tlv> tlvs = new ArrayList<>();
        tlvs.add(Tlv.u16(UserInfo.CLASS, classes));
        tlvs.add(Tlv.u32(UserInfo.SIGN_ON_TIME, signOn));
        if (idleMinutes > 0) {
            tlvs.add(Tlv.u16(UserInfo.IDLE_MINUTES, idleMinutes));
        }
        if (isIcq()) {
            tlvs.add(Tlv.u32(UserInfo.STATUS, status));
        }
        if (!statusText.isEmpty() || icon.length() > 0) {
            tlvs.add(UserInfo.assetsTlv(statusText, icon.length() > 0 ? iconHash() : null));
        }
        return new UserInfo(displayName, warning, new Tlvs(tlvs));
    }

    /** The shortest information: of one who has gone, or who wrote while away. */
    UserInfo bareInfo() {
        return new UserInfo(displayName, warning, Tlvs.of(Tlv.u16(UserInfo.CLASS, 0)));
    }

    /**
     * A message that waits for its recipient.
     *
     * @param sentAt seconds since the epoch
     * @param handed run when it is written to their connection
     */
    record StoredMessage(Account from, int channel, Tlvs tlvs, long sentAt, Runnable handed) {}
}
