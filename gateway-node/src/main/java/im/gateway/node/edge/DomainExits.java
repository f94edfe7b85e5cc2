package im.gateway.node.edge;

import im.gateway.protocol.jid.BareJid;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The exits of one domain, and which of them each user's stanzas take. A user who has stanzas under way keeps their exit until the
 * last of them has its receipt, even when it has been lost, so that no stanza overtakes an earlier one on another exit.
 */
final class DomainExits {
    private static final Exit[] NONE = {};

    private final ConcurrentMap<BareJid, UnderWay> underWay = new ConcurrentHashMap<>();
    private final Object lock = new Object();
    /** Guarded by the lock; what is chosen from is a copy. */
    private final List<Exit> all = new ArrayList<>();
    /** Guarded by the lock. */
    private final Queue<Runnable> waiting = new ArrayDeque<>();

    private volatile Exit[] choice = NONE;

    /** How many of a user's calls have no receipt yet, and the exit of all of them. Only touched inside the map's atomic calls. */
    private static final class UnderWay {
        private final Exit exit;
        private int count;

        private UnderWay(Exit exit) {
            this.exit = exit;
        }
    }

    void write(BareJid user, List<byte[]> chunks, Outbox.Receipt receipt) {
        Exit[] exits = choice;
        UnderWay taken = underWay.compute(user, (u, known) -> {
            UnderWay now = known == null && exits.length > 0 ? new UnderWay(choose(exits, u)) : known;
            if (now != null) {
                now.count++;
            }
            return now;
        });
        if (taken == null) {
            receipt.done(false);
            return;
        }
        taken.exit.write(chunks, new Outbox.Receipt() {
            @Override
            public void done(boolean written) {
                // First of all: who is told that something was not written sends nothing past it, by whichever exit.
                receipt.done(written);
                underWay.computeIfPresent(user, (u, known) -> --known.count == 0 ? null : known);
            }

            @Override
            public void uncertain() {
                receipt.uncertain();
            }
        });
    }

    private static Exit choose(Exit[] exits, BareJid user) {
        return exits[Math.floorMod(user.hashCode(), exits.length)];
    }

    void whenUp(Runnable task) {
        synchronized (lock) {
            if (all.isEmpty()) {
                waiting.add(task);
                return;
            }
        }
        task.run();
    }

    boolean isUp() {
        return choice.length > 0;
    }

    void add(Exit exit) {
        List<Runnable> ready;
        synchronized (lock) {
            all.add(exit);
            publish();
            ready = List.copyOf(waiting);
            waiting.clear();
        }
        ready.forEach(Runnable::run);
    }

    void remove(Exit exit) {
        synchronized (lock) {
            all.remove(exit);
            publish();
        }
    }

    /** This node's exits where it has some: they cost no hop. */
    private void publish() {
        boolean here = all.stream().anyMatch(Exit::isLocal);
        choice = all.stream()
                .filter(e -> e.isLocal() == here)
                .sorted(Comparator.comparing(Exit::id))
                .toArray(Exit[]::new);
    }

    /** The exit that the user's next stanza takes, null where there is none: for tests and for those who look into a node. */
    @Nullable
    Exit exitOf(BareJid user) {
        UnderWay known = underWay.get(user);
        Exit[] exits = choice;
        return known != null ? known.exit : exits.length == 0 ? null : choose(exits, user);
    }
}
