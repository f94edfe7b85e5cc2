package im.gateway.loadtest.oscar;

import im.gateway.protocol.oscar.Buddy;
import im.gateway.protocol.oscar.Icbm;
import im.gateway.protocol.oscar.IcqStatus;
import im.gateway.protocol.oscar.ScreenName;
import im.gateway.protocol.oscar.SnacBody;
import im.gateway.protocol.oscar.SnacError;
import im.gateway.protocol.oscar.UserInfo;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who is there, who sees whom, and the messages between them. Belongs to the network's event loop. */
final class World {
    private static final int MAX_STORED = 100;

    final Counters counters = new Counters();
    final Faults faults = new Faults();
    final InstantSource clock;
    volatile SessionListener sessions = SessionListener.NOBODY;
    private final Map<String, Account> accounts = new HashMap<>();

    World(InstantSource clock) {
        this.clock = clock;
    }

    void add(Account account) {
        if (accounts.putIfAbsent(account.name, account) != null) {
            throw new IllegalArgumentException("account " + account.name + " is there already");
        }
    }

    @Nullable
    Account account(String name) {
        return accounts.get(ScreenName.fromServer(name));
    }

    Iterable<Account> accounts() {
        return accounts.values();
    }

    long seconds() {
        return clock.instant().getEpochSecond();
    }

    /** Gives the account to this endpoint, and takes it from another that has it. */
    void signOn(Account account, Endpoint endpoint) {
        Endpoint before = account.endpoint;
        if (before != null) {
            counters.replaced.incrementAndGet();
            sessions.replaced(account.name);
            leave(account);
            before.replaced();
        }
        account.endpoint = endpoint;
        account.signOn = seconds();
        account.status = IcqStatus.ONLINE;
        account.away = "";
        account.statusText = "";
        account.idleMinutes = 0;
    }

    /** The endpoint is ready: it and those who watch it are told of each other. */
    void ready(Account account) {
        if (account.ready) {
            return;
        }
        account.ready = true;
        for (String name : account.interests()) {
            watch(account, name);
        }
        announce(account);
        while (!account.notices.isEmpty()) {
            tell(account, account.notices.remove());
        }
    }

    void signOff(Account account, Endpoint endpoint) {
        if (account.endpoint == endpoint) {
            leave(account);
            account.endpoint = null;
        }
    }

    private void leave(Account account) {
        if (account.ready) {
            for (Account watcher : List.copyOf(account.watchers)) {
                if (account.visibleTo(watcher)) {
                    tell(watcher, departed(account));
                }
            }
            for (String name : account.interests()) {
                Account other = account(name);
                if (other != null) {
                    other.watchers.remove(account);
                }
            }
        }
        account.ready = false;
        account.watched = List.of();
    }

    /** Tells those who watch how the account is now. */
    void announce(Account account) {
        for (Account watcher : List.copyOf(account.watchers)) {
            show(account, watcher);
        }
    }

    private void show(Account account, Account watcher) {
        if (account.visibleTo(watcher)) {
            tell(watcher, new Buddy.Presence(Buddy.Presence.ARRIVED, List.of(account.info())));
        }
    }

    /** Changes something that decides who sees the account, and tells those for whom it made a difference. */
    void changeVisibility(Account account, Runnable change) {
        List<Account> watchers = List.copyOf(account.watchers);
        Set<Account> before =
                Set.copyOf(watchers.stream().filter(account::visibleTo).toList());
        change.run();
        for (Account watcher : watchers) {
            boolean now = account.visibleTo(watcher);
            if (now && !before.contains(watcher)) {
                show(account, watcher);
            } else if (!now && before.contains(watcher)) {
                tell(watcher, departed(account));
            }
        }
    }

    void watch(Account watcher, String name) {
        Account other = account(name);
        if (other != null && watcher.ready && !other.watchers.contains(watcher)) {
            other.watchers.add(watcher);
            show(other, watcher);
        }
    }

    void unwatch(Account watcher, String name) {
        Account other = account(name);
        if (other != null && other.watchers.remove(watcher) && other.visibleTo(watcher)) {
            tell(watcher, departed(other));
        }
    }

    private static Buddy.Presence departed(Account account) {
        return new Buddy.Presence(Buddy.Presence.DEPARTED, List.of(account.bareInfo()));
    }

    static void tell(Account account, SnacBody body) {
        Endpoint endpoint = account.endpoint;
        if (endpoint != null) {
            endpoint.tell(body);
        }
    }

    /** Tells the user now, or when they are back. */
    static void tellOrKeep(Account account, SnacBody body) {
        if (account.ready) {
            tell(account, body);
        } else if (account.notices.size() < MAX_STORED) {
            account.notices.add(body);
        }
    }

    /**
     * Delivers a message, keeps it, or says why neither.
     *
     * @param handed run when it is written to the other one's connection: now, or when they are back
     */
    void message(Account from, Icbm.ToHost message, long request, Runnable handed) {
        counters.messagesIn.incrementAndGet();
        Account to = account(message.to());
        int error = refusal(from, to, message);
        if (to == null || error != 0) {
            answer(from, new SnacError(Icbm.FAMILY, error, 0), request);
            return;
        }
        if (to.ready) {
            UserInfo sender = from.ready ? from.info() : from.bareInfo();
            counters.messagesOut.incrementAndGet();
            tell(to, message.from(sender));
            handed.run();
        } else {
            to.stored.add(new Account.StoredMessage(
                    from, message.channel(), message.from(from.bareInfo()).tlvs(), seconds(), handed));
        }
        if (message.wantsAck() && !faults.withoutAcks()) {
            counters.acknowledged.incrementAndGet();
            answer(from, new Icbm.HostAck(message.cookie(), message.channel(), message.to()), request);
        }
    }

    private static int refusal(Account from, @Nullable Account to, Icbm.ToHost message) {
        if (to == null) {
            return SnacError.NOT_LOGGED_ON;
        }
        if (from.blocks(to)) {
            return SnacError.IN_LOCAL_PERMIT_DENY;
        }
        boolean storable = message.mayBeStored() && to.stored.size() < MAX_STORED;
        return to.blocks(from) || (!to.ready && !storable) ? SnacError.NOT_LOGGED_ON : 0;
    }

    private static void answer(Account account, SnacBody body, long request) {
        Endpoint endpoint = account.endpoint;
        if (endpoint != null) {
            endpoint.answer(body, request, 0);
        }
    }

    void typing(Account from, Icbm.Typing typing) {
        Account to = account(typing.name());
        if (to != null && to.ready && !to.blocks(from)) {
            tell(to, new Icbm.Typing(typing.cookie(), typing.channel(), from.displayName, typing.state()));
        }
    }
}
