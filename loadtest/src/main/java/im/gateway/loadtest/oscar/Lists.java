package im.gateway.loadtest.oscar;

import im.gateway.protocol.oscar.Authorization;
import im.gateway.protocol.oscar.Feedbag;
import im.gateway.protocol.oscar.FeedbagItem;
import im.gateway.protocol.oscar.FeedbagList;
import im.gateway.protocol.oscar.ScreenName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The contact lists that the simulated network keeps, and permission to be on them. Belongs to the network's event loop. */
final class Lists {
    private static final int MAX_ITEMS = 2_000;

    private final World world;

    Lists(World world) {
        this.world = world;
    }

    /** Makes the change as far as it is allowed, and says so for each item. */
    Feedbag.Status change(Account account, Feedbag.Change change) {
        List<Integer> codes = new ArrayList<>();
        world.changeVisibility(account, () -> {
            for (FeedbagItem item : change.items()) {
                codes.add(
                        switch (change.type()) {
                            case Feedbag.Change.INSERT -> insert(account, item);
                            case Feedbag.Change.UPDATE -> update(account, item);
                            default -> delete(account, item);
                        });
            }
        });
        account.listChanged = world.seconds();
        return new Feedbag.Status(codes);
    }

    /** Gives the account another list, and tells its session of each difference: so it looks when another of the user's clients changes it. */
    void replace(Account account, List<FeedbagItem> items) {
        FeedbagList before = account.list();
        FeedbagList after = FeedbagList.of(items);
        List<FeedbagItem> gone = before.items().stream()
                .filter(item -> after.find(item::sameId) == null)
                .toList();
        List<FeedbagItem> added =
                items.stream().filter(item -> before.find(item::sameId) == null).toList();
        List<FeedbagItem> changed = items.stream()
                .filter(item -> before.find(item::sameId) != null && before.find(item::equals) == null)
                .toList();
        world.changeVisibility(account, () -> account.setList(after));
        account.listChanged = world.seconds();
        buddies(gone).forEach(name -> world.unwatch(account, name));
        buddies(added).forEach(name -> world.watch(account, name));
        tellChange(account, Feedbag.Change.DELETE, gone);
        tellChange(account, Feedbag.Change.INSERT, added);
        tellChange(account, Feedbag.Change.UPDATE, changed);
    }

    private static List<String> buddies(List<FeedbagItem> items) {
        return items.stream()
                .filter(item -> item.kind() == FeedbagItem.BUDDY)
                .map(FeedbagItem::name)
                .toList();
    }

    private static void tellChange(Account account, int type, List<FeedbagItem> items) {
        if (!items.isEmpty()) {
            World.tell(account, new Feedbag.Change(type, items));
        }
    }

    private int insert(Account account, FeedbagItem item) {
        if (account.list().find(item::sameId) != null) {
            return Feedbag.Status.ALREADY_THERE;
        }
        if (account.list().items().size() >= MAX_ITEMS) {
            return Feedbag.Status.LIMIT;
        }
        if (item.kind() != FeedbagItem.BUDDY) {
            account.setList(account.list().with(List.of(item)));
            return Feedbag.Status.OK;
        }
        Account other = world.account(item.name());
        if (other == null) {
            // As the real service did: any well-formed name may stand on a list.
            return ScreenName.canonical(item.name()) == null ? Feedbag.Status.INVALID : put(account, item);
        }
        boolean mayAdd = !other.authorizationRequired || other.granted.contains(account.name);
        if (!mayAdd && !item.attributes().has(FeedbagItem.PENDING)) {
            return Feedbag.Status.AUTHORIZATION_REQUIRED;
        }
        if (mayAdd && other.isIcq() && !isListed(account, item.name())) {
            World.tellOrKeep(other, new Authorization.Name(Authorization.Name.ADDED, account.displayName));
        }
        return put(account, item);
    }

    /** Whether somebody is on the list, in whatever group. */
    private static boolean isListed(Account account, String name) {
        String canonical = ScreenName.fromServer(name);
        return account.list()
                        .find(item -> item.kind() == FeedbagItem.BUDDY
                                && ScreenName.fromServer(item.name()).equals(canonical))
                != null;
    }

    /** The contacts of a list as its owner sees them, each once, in order. */
    static List<SimulatedOscarNetwork.Listed> contacts(FeedbagList list) {
        Map<Integer, String> groups = new HashMap<>();
        Map<String, SimulatedOscarNetwork.Listed> contacts = new LinkedHashMap<>();
        for (FeedbagItem item : list.items()) {
            if (item.kind() == FeedbagItem.GROUP) {
                groups.put(item.group(), item.name());
            }
        }
        for (FeedbagItem item : list.items()) {
            if (item.kind() == FeedbagItem.BUDDY) {
                String alias = item.attributes().text(FeedbagItem.ALIAS, "");
                List<String> group = List.of(groups.getOrDefault(item.group(), ""));
                contacts.merge(
                        ScreenName.fromServer(item.name()),
                        new SimulatedOscarNetwork.Listed(item.name(), alias, group),
                        Lists::inBothGroups);
            }
        }
        return List.copyOf(contacts.values());
    }

    private static SimulatedOscarNetwork.Listed inBothGroups(
            SimulatedOscarNetwork.Listed one, SimulatedOscarNetwork.Listed other) {
        List<String> groups = new ArrayList<>(one.groups());
        groups.addAll(other.groups());
        return new SimulatedOscarNetwork.Listed(one.name(), one.alias(), groups);
    }

    private int put(Account account, FeedbagItem item) {
        account.setList(account.list().with(List.of(item)));
        world.watch(account, item.name());
        return Feedbag.Status.OK;
    }

    private int update(Account account, FeedbagItem item) {
        if (account.list().find(item::sameId) == null) {
            return Feedbag.Status.NOT_FOUND;
        }
        account.setList(account.list().with(List.of(item)));
        return Feedbag.Status.OK;
    }

    private int delete(Account account, FeedbagItem item) {
        FeedbagItem found = account.list().find(item::sameId);
        if (found == null) {
            return Feedbag.Status.NOT_FOUND;
        }
        account.setList(account.list().without(List.of(found)));
        if (found.kind() == FeedbagItem.BUDDY && !isListed(account, found.name())) {
            world.unwatch(account, found.name());
        }
        return Feedbag.Status.OK;
    }

    void request(Account from, Authorization.Request request) {
        Account to = world.account(request.name());
        if (to != null) {
            World.tellOrKeep(
                    to, new Authorization.Request(Authorization.Request.TO_CLIENT, from.displayName, request.reason()));
        }
    }

    /** A permission given is kept; the one who asked is told, and the mark on that list is taken away. */
    void answer(Account from, Authorization.Answer answer) {
        Account to = world.account(answer.name());
        if (to == null) {
            return;
        }
        World.tellOrKeep(
                to,
                new Authorization.Answer(
                        Authorization.Answer.TO_CLIENT, from.displayName, answer.granted(), answer.reason()));
        if (answer.granted()) {
            world.changeVisibility(from, () -> from.grant(to));
            unmark(to, from);
        }
    }

    private static void unmark(Account account, Account contact) {
        @Nullable
        FeedbagItem pending = account.list()
                .find(item -> item.kind() == FeedbagItem.BUDDY
                        && ScreenName.fromServer(item.name()).equals(contact.name)
                        && item.attributes().has(FeedbagItem.PENDING));
        if (pending != null) {
            FeedbagItem plain = pending.without(FeedbagItem.PENDING);
            account.setList(account.list().with(List.of(plain)));
            World.tell(account, new Feedbag.Change(Feedbag.Change.UPDATE, List.of(plain)));
        }
    }
}
