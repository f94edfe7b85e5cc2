package im.gateway.node.oscar;

import im.gateway.node.legacy.LegacyCommand.ChangeContact;
import im.gateway.node.legacy.LegacyEvent.ContactChanged;
import im.gateway.protocol.oscar.Feedbag;
import im.gateway.protocol.oscar.FeedbagItem;
import im.gateway.protocol.oscar.FeedbagList;
import im.gateway.protocol.oscar.Tlv;
import im.gateway.protocol.stanza.StanzaCondition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Calling contacts otherwise and moving them between the groups of the server's list. The group is part of an item's identity, so who moves is
 * put where they shall be first (13/08) and then taken away from where they were (13/0A): whatever fails on the way, nobody is lost.
 */
final class ContactChanges {
    private final SessionContext context;
    private final ServerList list;
    private final Contacts contacts;

    ContactChanges(SessionContext context, ServerList list, Contacts contacts) {
        this.context = context;
        this.list = list;
        this.contacts = contacts;
    }

    void change(ChangeContact command) {
        if (list.waiting() < context.settings.messages().queue()) {
            list.inTurn(() -> begin(command));
        } else {
            answer(command, StanzaCondition.RESOURCE_CONSTRAINT, "too many changes of the contact list wait");
        }
    }

    private void begin(ChangeContact command) {
        List<FeedbagItem> there = contacts.items(command.contact());
        if (there.isEmpty()) {
            answer(command, StanzaCondition.ITEM_NOT_FOUND, "the contact is not on the network's list");
        } else {
            goOn(command, plan(command, there).iterator(), false);
        }
    }

    /** What is to be done, in this order. */
    private List<Feedbag.Change> plan(ChangeContact command, List<FeedbagItem> there) {
        FeedbagList planned = list.current();
        List<FeedbagItem> added = new ArrayList<>();
        List<FeedbagItem> renamed = new ArrayList<>();
        Set<Integer> wanted = new HashSet<>();
        for (String name : groups(command, there)) {
            FeedbagItem group =
                    planned.find(item -> isGroup(item) && item.name().equals(name));
            if (group == null) {
                group = FeedbagItem.group(name, planned.freeGroup());
                added.add(group);
                planned = planned.with(List.of(group));
            }
            int id = group.group();
            wanted.add(id);
            if (there.stream().noneMatch(item -> item.group() == id)) {
                FeedbagItem model = there.get(0);
                FeedbagItem moved =
                        new FeedbagItem(model.name(), id, planned.freeId(), FeedbagItem.BUDDY, model.attributes());
                added.add(called(moved, command.name()));
                planned = planned.with(List.of(moved));
            }
        }
        List<FeedbagItem> left = new ArrayList<>();
        for (FeedbagItem item : there) {
            if (!wanted.isEmpty() && !wanted.contains(item.group())) {
                left.add(item);
            } else if (!isCalled(item, command.name())) {
                renamed.add(called(item, command.name()));
            }
        }
        List<Feedbag.Change> changes = new ArrayList<>();
        put(changes, Feedbag.Change.INSERT, added);
        put(changes, Feedbag.Change.UPDATE, renamed);
        put(changes, Feedbag.Change.DELETE, left);
        return changes;
    }

    private static void put(List<Feedbag.Change> changes, int type, List<FeedbagItem> items) {
        if (!items.isEmpty()) {
            changes.add(new Feedbag.Change(type, items));
        }
    }

    /** The groups in which the contact is to be; none for those where they are. ICQ's users are in one. */
    private List<String> groups(ChangeContact command, List<FeedbagItem> there) {
        List<String> wanted = command.groups().stream().distinct().toList();
        if (!context.icq || wanted.size() < 2) {
            return wanted;
        }
        return wanted.stream()
                .filter(name -> there.stream().anyMatch(item -> name.equals(groupName(item))))
                .findFirst()
                .map(List::of)
                .orElse(wanted.subList(0, 1));
    }

    private @Nullable String groupName(FeedbagItem buddy) {
        FeedbagItem group = list.current().find(item -> isGroup(item) && item.group() == buddy.group());
        return group == null ? null : group.name();
    }

    private static boolean isGroup(FeedbagItem item) {
        return item.kind() == FeedbagItem.GROUP && item.group() != 0;
    }

    private static boolean isCalled(FeedbagItem item, @Nullable String name) {
        return item.attributes().text(FeedbagItem.ALIAS, "").equals(Objects.requireNonNullElse(name, ""));
    }

    private static FeedbagItem called(FeedbagItem item, @Nullable String name) {
        if (isCalled(item, name)) {
            return item;
        }
        return name == null ? item.without(FeedbagItem.ALIAS) : item.with(new Tlv(FeedbagItem.ALIAS, name));
    }

    /** Makes the next change, until none is left or one is refused. What the list is then is told where any of it was done. */
    private void goOn(ChangeContact command, Iterator<Feedbag.Change> changes, boolean changed) {
        if (!changes.hasNext()) {
            end(command, changed, null, null);
            return;
        }
        list.send(changes.next(), new ServerList.Outcome() {
            @Override
            public void answered(int failure) {
                if (failure == Feedbag.Status.OK) {
                    goOn(command, changes, true);
                } else {
                    end(command, changed, Contacts.condition(failure), Contacts.text(failure));
                }
            }

            @Override
            public void failed(String reason) {
                end(command, changed, StanzaCondition.INTERNAL_SERVER_ERROR, reason);
            }
        });
    }

    private void end(ChangeContact command, boolean changed, @Nullable StanzaCondition error, @Nullable String reason) {
        if (changed) {
            contacts.tellList();
        }
        answer(command, error, reason);
    }

    private void answer(ChangeContact command, @Nullable StanzaCondition error, @Nullable String reason) {
        context.tell(new ContactChanged(command.number(), command.contact(), error, reason));
    }
}
