package im.gateway.node.oscar;

import im.gateway.node.legacy.LegacyCommand;
import im.gateway.node.legacy.LegacyEvent;
import im.gateway.node.legacy.LegacyEvent.ContactList.Entry;
import im.gateway.protocol.oscar.Authorization;
import im.gateway.protocol.oscar.Buddy;
import im.gateway.protocol.oscar.Feedbag;
import im.gateway.protocol.oscar.FeedbagItem;
import im.gateway.protocol.oscar.ScreenName;
import im.gateway.protocol.oscar.Tlv;
import im.gateway.protocol.stanza.StanzaCondition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The contacts on the list that the server keeps: who they are, adding, changing and removing them, and their permission. */
final class Contacts {
    private static final int NAMES_IN_A_WATCH = 50;

    private final SessionContext context;
    private final ServerList list;
    private final ContactChanges changes;

    Contacts(SessionContext context, ServerList list) {
        this.context = context;
        this.list = list;
        this.changes = new ContactChanges(context, list, this);
    }

    /** Tells who is on the list, at the beginning of the session and when that has changed elsewhere. */
    void tellList() {
        List<FeedbagItem> items = list.current().items();
        Map<Integer, String> groups = new HashMap<>();
        items.stream()
                .filter(item -> item.kind() == FeedbagItem.GROUP && item.group() != 0)
                .forEach(item -> groups.put(item.group(), item.name()));
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (FeedbagItem item : items) {
            if (item.kind() == FeedbagItem.BUDDY) {
                String name = ScreenName.fromServer(item.name());
                String group = groups.get(item.group());
                entries.merge(name, entry(name, item, group), Contacts::inBothGroups);
            }
        }
        context.tell(new LegacyEvent.ContactList(List.copyOf(entries.values())));
    }

    private static Entry entry(String name, FeedbagItem item, @Nullable String group) {
        String alias = item.attributes().text(FeedbagItem.ALIAS, "");
        return new Entry(name, alias.isEmpty() ? null : alias, group == null ? List.of() : List.of(group));
    }

    private static Entry inBothGroups(Entry one, Entry other) {
        List<String> groups = new ArrayList<>(one.groups());
        groups.addAll(other.groups());
        return new Entry(one.contact(), one.name() == null ? other.name() : one.name(), groups);
    }

    boolean isOnList(String contact) {
        return find(contact) != null;
    }

    private @Nullable FeedbagItem find(String contact) {
        return list.current().find(item -> isOf(item, contact));
    }

    /** The contact's items: one for each group in which they stand. */
    List<FeedbagItem> items(String contact) {
        return list.current().items().stream()
                .filter(item -> isOf(item, contact))
                .toList();
    }

    private static boolean isOf(FeedbagItem item, String contact) {
        return item.kind() == FeedbagItem.BUDDY
                && ScreenName.fromServer(item.name()).equals(contact);
    }

    /** Watches those who are not on the list, for this session. */
    void watch(List<String> contacts) {
        List<String> others = contacts.stream().filter(name -> !isOnList(name)).toList();
        for (int i = 0; i < others.size(); i += NAMES_IN_A_WATCH) {
            context.enqueue(new Buddy.Names(
                    Buddy.Names.WATCH, others.subList(i, Math.min(others.size(), i + NAMES_IN_A_WATCH))));
        }
    }

    void add(String contact) {
        if (list.waiting() < context.settings.messages().queue()) {
            list.inTurn(() -> addNow(contact));
        } else {
            context.tell(new LegacyEvent.AddContactFailed(
                    contact, StanzaCondition.RESOURCE_CONSTRAINT, "too many changes of the contact list wait"));
        }
    }

    void change(LegacyCommand.ChangeContact command) {
        changes.change(command);
    }

    void remove(String contact) {
        list.inTurn(() -> removeNow(contact));
    }

    private void addNow(String contact) {
        FeedbagItem there = find(contact);
        if (there != null) {
            if (there.attributes().has(FeedbagItem.PENDING)) {
                ask(contact);
            } else if (context.icq) {
                context.tell(new LegacyEvent.AuthorizationAnswered(contact, true));
            }
            return;
        }
        insert(contact, false);
    }

    private void insert(String contact, boolean pending) {
        List<FeedbagItem> items = new ArrayList<>(2);
        FeedbagItem group = list.current().find(item -> item.kind() == FeedbagItem.GROUP && item.group() != 0);
        if (group == null) {
            group = FeedbagItem.group(context.settings.group(), list.current().freeGroup());
            items.add(group);
        }
        FeedbagItem buddy =
                FeedbagItem.buddy(contact, group.group(), list.current().freeId());
        items.add(pending ? buddy.with(Tlv.empty(FeedbagItem.PENDING)) : buddy);
        list.send(new Feedbag.Change(Feedbag.Change.INSERT, items), outcome(contact));
    }

    private void removeNow(String contact) {
        List<FeedbagItem> items = items(contact);
        if (items.isEmpty()) {
            context.enqueue(new Buddy.Names(Buddy.Names.UNWATCH, List.of(contact)));
        } else {
            list.send(new Feedbag.Change(Feedbag.Change.DELETE, items), ServerList.Outcome.UNHEARD);
        }
    }

    /** Hears what became of an addition. */
    private ServerList.Outcome outcome(String contact) {
        return new ServerList.Outcome() {
            @Override
            public void answered(int failure) {
                inserted(contact, failure);
            }

            @Override
            public void failed(String reason) {
                context.tell(new LegacyEvent.AddContactFailed(contact, StanzaCondition.INTERNAL_SERVER_ERROR, reason));
            }
        };
    }

    private void inserted(String contact, int failure) {
        FeedbagItem item = find(contact);
        if (failure == Feedbag.Status.AUTHORIZATION_REQUIRED) {
            ask(contact);
            insert(contact, true);
        } else if (item == null) {
            context.tell(new LegacyEvent.AddContactFailed(contact, condition(failure), text(failure)));
        } else if (context.icq && !item.attributes().has(FeedbagItem.PENDING)) {
            context.tell(new LegacyEvent.AuthorizationAnswered(contact, true));
        }
    }

    private void ask(String contact) {
        context.enqueue(new Authorization.Request(
                Authorization.Request.TO_HOST, contact, context.settings.authorizationText()));
    }

    static StanzaCondition condition(int code) {
        return switch (code) {
            case Feedbag.Status.NOT_FOUND, Feedbag.Status.INVALID -> StanzaCondition.ITEM_NOT_FOUND;
            case Feedbag.Status.LIMIT -> StanzaCondition.RESOURCE_CONSTRAINT;
            case Feedbag.Status.WRONG_NETWORK -> StanzaCondition.NOT_ALLOWED;
            default -> StanzaCondition.UNDEFINED_CONDITION;
        };
    }

    static String text(int code) {
        return switch (code) {
            case Feedbag.Status.NOT_FOUND, Feedbag.Status.INVALID -> "the network has no such user";
            case Feedbag.Status.LIMIT -> "the contact list is full";
            case Feedbag.Status.WRONG_NETWORK -> "the contact is of the other network";
            default -> "the contact list was not changed (" + code + ")";
        };
    }

    /** Another client of the user's, or the server itself, has changed the list. */
    void changedElsewhere(Feedbag.Change change) {
        list.changedElsewhere(change);
        tellList();
    }

    /** A contact has answered the user's question. */
    void answered(String contact, boolean granted) {
        FeedbagItem item = find(contact);
        if (granted && item != null && item.attributes().has(FeedbagItem.PENDING)) {
            list.replace(List.of(item.without(FeedbagItem.PENDING)));
        }
        context.tell(new LegacyEvent.AuthorizationAnswered(contact, granted));
    }
}
