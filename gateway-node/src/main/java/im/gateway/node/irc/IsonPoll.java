package im.gateway.node.irc;

import im.gateway.protocol.irc.IrcLine;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Asks who is there, where the server does not tell by itself: ISON (RFC 2812 section 4.9), one line at a time, all contacts once a
 * round, a pause between the rounds.
 */
final class IsonPoll {
    private final Watchlist watchlist;
    private final SessionContext context;
    private final SendQueue queue;
    private final AwayProbe probe;
    private final Deque<String> questions = new ArrayDeque<>(2);
    private String asked = "";
    private long roundAt = Now.NEVER;
    private long overdueAt = Now.NEVER;

    IsonPoll(Watchlist watchlist, SessionContext context, SendQueue queue, AwayProbe probe) {
        this.watchlist = watchlist;
        this.context = context;
        this.queue = queue;
        this.probe = probe;
    }

    /** There is somebody new to ask for: the next round begins at once. */
    void soon() {
        roundAt = context.now().nanos();
    }

    void tick() {
        if (context.now().nanos() >= overdueAt) {
            asked = "";
            overdueAt = Now.NEVER;
            questions.clear();
        }
        if (context.now().nanos() >= roundAt && asked.isEmpty() && questions.isEmpty()) {
            beginRound();
        }
    }

    long nextAt() {
        return asked.isEmpty() ? roundAt : overdueAt;
    }

    /** {@code 303 me :nick nick}: of those asked for, who is there. */
    void onAnswer(IrcLine line) {
        Set<String> there = new HashSet<>();
        Arrays.stream(line.lastParam().split(" ", -1)).map(context::fold).forEach(there::add);
        for (String name : asked.split(" ", -1)) {
            WatchedContact contact = watchlist.find(name);
            if (contact == null || contact.monitored) {
                continue;
            }
            if (!there.contains(context.fold(name))) {
                watchlist.gone(contact);
            } else if (contact.isThere()) {
                // Nobody tells when one who is polled goes away or comes back.
                probe.add(contact);
            } else {
                watchlist.arrived(contact);
            }
        }
        asked = "";
        overdueAt = Now.NEVER;
        askNext();
    }

    private void beginRound() {
        List<String> names = watchlist.all().stream()
                .filter(contact -> !contact.monitored && !contact.impossible)
                .map(contact -> contact.name)
                .toList();
        questions.addAll(Watchlist.batches(names, Watchlist.NAMES_BYTES, Integer.MAX_VALUE, " "));
        roundAt = questions.isEmpty()
                ? Now.NEVER
                : context.now().plus(context.settings.watch().poll());
        askNext();
    }

    private void askNext() {
        String next = questions.poll();
        if (next != null) {
            asked = next;
            // As separate words: a server that reads one last parameter only is older than ISON.
            queue.background(IrcLine.of("ISON", next.split(" ", -1)));
            overdueAt = context.now().plus(context.settings.timeouts().answer());
        }
    }
}
