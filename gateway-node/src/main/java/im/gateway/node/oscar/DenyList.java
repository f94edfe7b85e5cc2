package im.gateway.node.oscar;

import im.gateway.protocol.oscar.Bytes;
import im.gateway.protocol.oscar.Feedbag;
import im.gateway.protocol.oscar.FeedbagItem;
import im.gateway.protocol.oscar.ScreenName;
import im.gateway.protocol.oscar.Tlv;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Those who are not to see the user: the items {@link FeedbagItem#DENY} of the server's list. They count only where its privacy item says so, which is therefore made
 * to say it where it lets everybody see the user, or is not there. Where another client of the user's has made it name those who may see the user
 * ({@link FeedbagItem#PERMIT}), it stays: to have the deny list count in its place would show the user to everybody else. Then a block takes the
 * contact off those names too, and taking it back puts them there.
 */
final class DenyList {
    private final ServerList list;

    DenyList(ServerList list) {
        this.list = list;
    }

    void block(String contact) {
        list.inTurn(this::makeCount);
        list.inTurn(() -> {
            if (items(FeedbagItem.DENY, contact).isEmpty()) {
                FeedbagItem item = FeedbagItem.deny(contact, list.current().freeId());
                send(Feedbag.Change.INSERT, List.of(item));
            }
        });
        list.inTurn(() -> {
            if (isOnlySomeMaySee()) {
                send(Feedbag.Change.DELETE, items(FeedbagItem.PERMIT, contact));
            }
        });
    }

    void unblock(String contact) {
        list.inTurn(() -> send(Feedbag.Change.DELETE, items(FeedbagItem.DENY, contact)));
        list.inTurn(() -> {
            if (isOnlySomeMaySee() && items(FeedbagItem.PERMIT, contact).isEmpty()) {
                FeedbagItem item = FeedbagItem.permit(contact, list.current().freeId());
                send(Feedbag.Change.INSERT, List.of(item));
            }
        });
    }

    private void send(int type, List<FeedbagItem> items) {
        if (!items.isEmpty()) {
            list.send(new Feedbag.Change(type, items), ServerList.Outcome.UNHEARD);
        }
    }

    private List<FeedbagItem> items(int kind, String contact) {
        return list.current().items().stream()
                .filter(item -> item.kind() == kind
                        && ScreenName.fromServer(item.name()).equals(contact))
                .toList();
    }

    private @Nullable FeedbagItem privacy() {
        return list.current().find(item -> item.kind() == FeedbagItem.PRIVACY);
    }

    private boolean isOnlySomeMaySee() {
        FeedbagItem privacy = privacy();
        return privacy != null && mode(privacy) == FeedbagItem.PERMIT_SOME;
    }

    /** Everybody may see the user where the item does not say it. */
    private static int mode(FeedbagItem privacy) {
        Bytes mode = privacy.attributes().value(FeedbagItem.PRIVACY_MODE);
        return mode == null || mode.length() != 1 ? FeedbagItem.PERMIT_ALL : mode.toArray()[0];
    }

    private void makeCount() {
        FeedbagItem privacy = privacy();
        Tlv denySome = new Tlv(FeedbagItem.PRIVACY_MODE, Bytes.of(new byte[] {FeedbagItem.DENY_SOME}));
        if (privacy == null) {
            FeedbagItem item = FeedbagItem.privacy(list.current().freeId()).with(denySome);
            send(Feedbag.Change.INSERT, List.of(item));
        } else if (mode(privacy) == FeedbagItem.PERMIT_ALL) {
            send(Feedbag.Change.UPDATE, List.of(privacy.with(denySome)));
        }
    }
}
