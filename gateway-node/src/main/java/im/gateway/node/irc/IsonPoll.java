package im.gateway.node.irc;

import im.gateway.protocol.irc.IrcLine;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Asks for what the server does not tell by itself, all contacts once a round, a pause between the rounds: who is there, by ISON (RFC
 * 2812 section 4.9), one line at a time; and who of those that are there is away, by {@link AwayProbe}.
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

    /** There is somebody new of whom the server tells whether they are there, but not whether they are away. */
    void later() {
        roundAt = Math.min(roundAt, context.now().plus(context.settings.watch().poll()));
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
        boolean probing = !watchlist.hasAwayNotify() && probeMonitored();
        boolean again = probing || !questions.isEmpty();
        roundAt = again ? context.now().plus(context.settings.watch().poll()) : Now.NEVER;
        askNext();
    }

    /** Asks whether those that are monitored are away; returns whether there are any, there or not. */
    private boolean probeMonitored() {
        boolean any = false;
        for (WatchedContact contact : watchlist.all()) {
            any |= contact.monitored;
            if (contact.monitored && contact.isThere()) {
                probe.add(contact);
            }
        }
        return any;
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
