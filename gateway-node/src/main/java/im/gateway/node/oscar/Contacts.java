package im.gateway.node.oscar;

import im.gateway.node.legacy.LegacyEvent;
import im.gateway.node.legacy.LegacyEvent.ContactList.Entry;
import im.gateway.protocol.oscar.Authorization;
import im.gateway.protocol.oscar.Buddy;
import im.gateway.protocol.oscar.ByteWriter;
import im.gateway.protocol.oscar.Feedbag;
import im.gateway.protocol.oscar.FeedbagItem;
import im.gateway.protocol.oscar.FeedbagList;
import im.gateway.protocol.oscar.ScreenName;
import im.gateway.protocol.oscar.SnacBody;
import im.gateway.protocol.oscar.Tlv;
import im.gateway.protocol.stanza.StanzaCondition;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The contact list on the server (family 13): what is on it, and changing it. One change at a time: each depends on what became of the one before.
 */
final class Contacts {
    private static final int NAMES_IN_A_WATCH = 50;

    /** A change whose result the server owes. */
    private record Change(long request, String contact, Feedbag.Change change) {}

    private final SessionContext context;
    private final Deque<Runnable> waiting = new ArrayDeque<>(1);
    private FeedbagList list = FeedbagList.EMPTY;
    private @Nullable Change current;
    private long overdueAt = Now.NEVER;

    Contacts(SessionContext context) {
        this.context = context;
    }

    /** The list as it is at the beginning of the session. */
    void begin(List<FeedbagItem> items) {
        list = FeedbagList.of(items);
        tellList();
    }

    private void tellList() {
        List<FeedbagItem> items = list.items();
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
        return list.find(item -> item.kind() == FeedbagItem.BUDDY
                && ScreenName.fromServer(item.name()).equals(contact));
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
        if (waiting.size() < context.settings.messages().queue()) {
            inTurn(() -> addNow(contact));
        } else {
            context.tell(new LegacyEvent.AddContactFailed(
                    contact, StanzaCondition.RESOURCE_CONSTRAINT, "too many changes of the contact list wait"));
        }
    }

    void remove(String contact) {
        inTurn(() -> removeNow(contact));
    }

    private void inTurn(Runnable change) {
        waiting.add(change);
        next();
    }

    private void next() {
        while (current == null && !waiting.isEmpty()) {
            waiting.remove().run();
        }
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
        FeedbagItem group = list.find(item -> item.kind() == FeedbagItem.GROUP && item.group() != 0);
        if (group == null) {
            group = FeedbagItem.group(context.settings.group(), list.freeGroup());
            items.add(group);
        }
        FeedbagItem buddy = FeedbagItem.buddy(contact, group.group(), list.freeId());
        items.add(pending ? buddy.with(Tlv.empty(FeedbagItem.PENDING)) : buddy);
        send(contact, new Feedbag.Change(Feedbag.Change.INSERT, items));
    }

    private void removeNow(String contact) {
        List<FeedbagItem> items = list.items().stream()
                .filter(item -> item.kind() == FeedbagItem.BUDDY
                        && ScreenName.fromServer(item.name()).equals(contact))
                .toList();
        if (items.isEmpty()) {
            context.enqueue(new Buddy.Names(Buddy.Names.UNWATCH, List.of(contact)));
        } else {
            send(contact, new Feedbag.Change(Feedbag.Change.DELETE, items));
        }
    }

    private void send(String contact, Feedbag.Change change) {
        context.enqueue(SnacBody.empty(Feedbag.BEGIN));
        current = new Change(context.enqueue(change), contact, change);
        context.enqueue(SnacBody.empty(Feedbag.END));
        overdueAt = context.now().plus(context.settings.timeouts().answer());
    }

    /** What became of the change. A result for each item, or fewer where the server says nothing of the last ones: those are as wanted. */
    void on(Feedbag.Status status, long request) {
        Change change = current;
        if (change == null || change.request() != request) {
            return;
        }
        settle();
        List<FeedbagItem> done = new ArrayList<>();
        List<FeedbagItem> items = change.change().items();
        int failure = Feedbag.Status.OK;
        for (int i = 0; i < items.size(); i++) {
            int code = i < status.codes().size() ? status.codes().get(i) : Feedbag.Status.OK;
            if (code == Feedbag.Status.OK || code == Feedbag.Status.ALREADY_THERE) {
                done.add(items.get(i));
            } else {
                failure = code;
            }
        }
        if (change.change().type() == Feedbag.Change.INSERT) {
            list = list.with(done);
            order(done);
            inserted(change, failure);
        } else {
            list = list.without(done);
            order(done);
        }
        next();
    }

    /** The server refuses the change as a whole. */
    void failed(long request, String reason) {
        Change change = current;
        if (change != null && change.request() == request) {
            settle();
            if (change.change().type() == Feedbag.Change.INSERT) {
                context.tell(new LegacyEvent.AddContactFailed(
                        change.contact(), StanzaCondition.INTERNAL_SERVER_ERROR, reason));
            }
            next();
        }
    }

    void tick() {
        Change change = current;
        if (change != null && context.now().nanos() >= overdueAt) {
            failed(change.request(), "the network does not answer");
        }
    }

    long nextAt() {
        return overdueAt;
    }

    private void settle() {
        current = null;
        overdueAt = Now.NEVER;
    }

    private void inserted(Change change, int failure) {
        String contact = change.contact();
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

    private static StanzaCondition condition(int code) {
        return switch (code) {
            case Feedbag.Status.NOT_FOUND, Feedbag.Status.INVALID -> StanzaCondition.ITEM_NOT_FOUND;
            case Feedbag.Status.LIMIT -> StanzaCondition.RESOURCE_CONSTRAINT;
            case Feedbag.Status.WRONG_NETWORK -> StanzaCondition.NOT_ALLOWED;
            default -> StanzaCondition.UNDEFINED_CONDITION;
        };
    }

    private static String text(int code) {
        return switch (code) {
            case Feedbag.Status.NOT_FOUND, Feedbag.Status.INVALID -> "the network has no such user";
            case Feedbag.Status.LIMIT -> "the contact list is full";
            case Feedbag.Status.WRONG_NETWORK -> "the contact is of the other network";
            default -> "the contact list was not changed (" + code + ")";
        };
    }

    /** Groups name their contacts in order, for other clients: that follows what was changed. Nobody waits for the result. */
    private void order(List<FeedbagItem> changed) {
        List<FeedbagItem> groups = new ArrayList<>();
        List<FeedbagItem> items = list.items();
        for (FeedbagItem group : items) {
            boolean concerned = changed.stream().anyMatch(item -> item.group() == group.group());
            if (group.kind() == FeedbagItem.GROUP && group.group() != 0 && concerned) {
                ByteWriter ids = new ByteWriter();
                items.stream()
                        .filter(item -> item.group() == group.group() && item.id() != 0)
                        .forEach(item -> ids.u16(item.id()));
                groups.add(
                        ids.length() == 0
                                ? group.without(FeedbagItem.ORDER)
                                : group.with(new Tlv(FeedbagItem.ORDER, ids.toBytes())));
            }
        }
        if (!groups.isEmpty()) {
            list = list.with(groups);
            context.enqueue(new Feedbag.Change(Feedbag.Change.UPDATE, groups));
        }
    }

    /** Another client of the user's, or the server itself, has changed the list. */
    void changedElsewhere(Feedbag.Change change) {
        list = change.type() == Feedbag.Change.DELETE ? list.without(change.items()) : list.with(change.items());
        tellList();
    }

    /** A contact has answered the user's question. */
    void answered(String contact, boolean granted) {
        FeedbagItem item = find(contact);
        if (granted && item != null && item.attributes().has(FeedbagItem.PENDING)) {
            list = list.with(List.of(item.without(FeedbagItem.PENDING)));
        }
        context.tell(new LegacyEvent.AuthorizationAnswered(contact, granted));
    }
}
