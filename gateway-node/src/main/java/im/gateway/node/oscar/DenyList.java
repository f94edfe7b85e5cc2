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
 * to say it where it lets everybody see the user, or is not there. Where another client of the user's has made it name those who may see the user, it stays: to have
 * the deny list count in its place would show the user to everybody else.
 */
final class DenyList {
    private final ServerList list;

    DenyList(ServerList list) {
        this.list = list;
    }

    void block(String contact) {
        list.inTurn(this::makeCount);
        list.inTurn(() -> {
            if (find(contact) == null) {
                FeedbagItem item = FeedbagItem.deny(contact, list.current().freeId());
                list.send(new Feedbag.Change(Feedbag.Change.INSERT, List.of(item)), ServerList.Outcome.UNHEARD);
            }
        });
    }

    void unblock(String contact) {
        list.inTurn(() -> {
            List<FeedbagItem> items = list.current().items().stream()
                    .filter(item -> isDenied(item, contact))
                    .toList();
            if (!items.isEmpty()) {
                list.send(new Feedbag.Change(Feedbag.Change.DELETE, items), ServerList.Outcome.UNHEARD);
            }
        });
    }

    private @Nullable FeedbagItem find(String contact) {
        return list.current().find(item -> isDenied(item, contact));
    }

    private static boolean isDenied(FeedbagItem item, String contact) {
        return item.kind() == FeedbagItem.DENY
                && ScreenName.fromServer(item.name()).equals(contact);
    }

    private void makeCount() {
        FeedbagItem privacy = list.current().find(item -> item.kind() == FeedbagItem.PRIVACY);
        Tlv denySome = new Tlv(FeedbagItem.PRIVACY_MODE, Bytes.of(new byte[] {FeedbagItem.DENY_SOME}));
        if (privacy == null) {
            FeedbagItem item = FeedbagItem.privacy(list.current().freeId()).with(denySome);
            list.send(new Feedbag.Change(Feedbag.Change.INSERT, List.of(item)), ServerList.Outcome.UNHEARD);
        } else if (letsEverybodySee(privacy)) {
            list.send(
                    new Feedbag.Change(Feedbag.Change.UPDATE, List.of(privacy.with(denySome))),
                    ServerList.Outcome.UNHEARD);
        }
    }

    private static boolean letsEverybodySee(FeedbagItem privacy) {
        Bytes mode = privacy.attributes().value(FeedbagItem.PRIVACY_MODE);
        return mode == null || mode.length() != 1 || mode.toArray()[0] == FeedbagItem.PERMIT_ALL;
    }
}
