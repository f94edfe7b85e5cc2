package im.gateway.node.irc;

import im.gateway.node.irc.WatchedContact.State;
import im.gateway.node.legacy.LegacyEvent;
import im.gateway.protocol.irc.IrcLine;
import im.gateway.protocol.irc.IrcSource;
import im.gateway.protocol.irc.Nicks;
import im.gateway.protocol.irc.Numeric;
import im.gateway.protocol.stanza.Presence;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The contacts' presence. As many as the server allows are watched by MONITOR (IRCv3), the others are polled by {@link IsonPoll};
 * {@link AwayProbe} finds out who of those that are there is away, and away-notify with extended-monitor keeps that up to date. Nothing
 * is told before it is known whole, and nothing twice.
 */
final class Watchlist {
    /** So that a question and its answer, with the server's name before it, fit into a line. */
    static final int NAMES_BYTES = 380;

    private final SessionContext context;
    private final SendQueue queue;
    private final AwayProbe probe;
    private final IsonPoll poll;
    /** By their folded nicks. */
    private Map<String, WatchedContact> contacts = new LinkedHashMap<>();

    private int monitored;
    private int monitorLimit;

    Watchlist(SessionContext context, SendQueue queue) {
        this.context = context;
        this.queue = queue;
        this.probe = new AwayProbe(this, context, queue);
        this.poll = new IsonPoll(this, context, queue, probe);
    }

    /** Begins to watch, with what the server has said of itself: names are folded anew by its case mapping. */
    void begin() {
        Map<String, WatchedContact> early = contacts;
        contacts = new LinkedHashMap<>();
        monitorLimit = context.isupport.monitorLimit();
        watch(early.values().stream().map(contact -> contact.name).toList());
    }

    void watch(List<String> names) {
        List<String> toMonitor = new ArrayList<>();
        for (String name : names) {
            WatchedContact contact = new WatchedContact(name);
            if (contacts.putIfAbsent(context.fold(name), contact) != null || !context.isLoggedIn()) {
                continue;
            }
            if (isImpossible(name)) {
                contact.impossible = true;
                gone(contact);
            } else if (monitored < monitorLimit) {
                contact.monitored = true;
                monitored++;
                toMonitor.add(name);
                if (!hasAwayNotify()) {
                    poll.later();
                }
            } else {
                poll.soon();
            }
        }
        for (String batch : batches(toMonitor, NAMES_BYTES, Integer.MAX_VALUE, ",")) {
            queue.background(IrcLine.of("MONITOR", "+", batch));
        }
    }

    void unwatch(String name) {
        WatchedContact contact = contacts.remove(context.fold(name));
        if (contact != null && contact.monitored) {
            monitored--;
            queue.background(IrcLine.of("MONITOR", "-", contact.name));
        }
    }

    boolean isWatched(String key) {
        return contacts.containsKey(key);
    }

    /** The watched contact of that nick, however it is spelt. */
    @Nullable
    WatchedContact find(String nick) {
        return contacts.get(context.fold(nick));
    }

    Collection<WatchedContact> all() {
        return contacts.values();
    }

    void on(IrcLine line) {
        switch (line.command()) {
            case Numeric.RPL_MONONLINE -> targets(line).forEach(this::arrived);
            case Numeric.RPL_MONOFFLINE -> targets(line).forEach(this::gone);
            case Numeric.ERR_MONLISTFULL -> onMonitorFull(line);
            case Numeric.RPL_ISON -> poll.onAnswer(line);
            case Numeric.ERR_UNKNOWNCOMMAND -> probe.onUnknownCommand(line.param(1));
            case Numeric.RPL_USERHOST, Numeric.RPL_ENDOFWHOIS, Numeric.RPL_AWAY -> probe.on(line);
            case "AWAY" -> onAwayNotify(line);
            default -> {
                // Nothing about the presence of contacts.
            }
        }
    }

    /** Whether the server tells when somebody who is monitored goes away or comes back (IRCv3 extended-monitor). */
    boolean hasAwayNotify() {
        return context.capabilities.contains("away-notify") && context.capabilities.contains("extended-monitor");
    }

    void tick() {
        poll.tick();
        probe.tick();
    }

    long nextAt() {
        return Math.min(poll.nextAt(), probe.nextAt());
    }

    /** A contact is there: told as soon as it is known whether away. */
    void arrived(WatchedContact contact) {
        if (!contact.isThere() && !contact.impossible) {
            contact.state = State.ARRIVING;
            probe.add(contact);
        }
    }

    void gone(WatchedContact contact) {
        become(contact, State.OFFLINE, null);
    }

    void become(WatchedContact contact, State state, @Nullable String text) {
        // Who is away with a blank text says nothing.
        String awayText = text == null || text.isBlank() ? null : text;
        if (contact.state == state && Objects.equals(contact.awayText, awayText)) {
            return;
        }
        contact.state = state;
        contact.awayText = awayText;
        Presence.Show show = switch (state) {
            case ONLINE -> Presence.Show.ONLINE;
            case AWAY -> Presence.Show.AWAY;
            default -> null;
        };
        context.tell(new LegacyEvent.ContactPresence(contact.name, show, awayText));
    }

    /** Joins names to as many texts as are needed. */
    static List<String> batches(List<String> names, int maxBytes, int maxNames, String separator) {
        List<String> batches = new ArrayList<>();
        StringBuilder batch = new StringBuilder();
        int count = 0;
        for (String name : names) {
            // Three bytes a character at most, for names are no emoji: near enough for a limit with room to spare.
            if (count == maxNames || (count > 0 && bytes(batch) + bytes(name) + 1 > maxBytes)) {
                batches.add(batch.toString());
                batch.setLength(0);
                count = 0;
            }
            batch.append(count == 0 ? "" : separator).append(name);
            count++;
        }
        if (count > 0) {
            batches.add(batch.toString());
        }
        return batches;
    }

    private static int bytes(CharSequence text) {
        return text.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
    }

    /** Who cannot have an account there is not there; and a server that cuts a long nick would tell of somebody else. */
    private boolean isImpossible(String name) {
        return Nicks.canonical(name) == null || bytes(name) > context.isupport.nickLength();
    }

    private List<WatchedContact> targets(IrcLine line) {
        List<WatchedContact> targets = new ArrayList<>();
        for (String target : line.lastParam().split(",", -1)) {
            WatchedContact contact = find(IrcSource.parse(target).nick());
            if (contact != null) {
                targets.add(contact);
            }
        }
        return targets;
    }

    /** {@code 734 me limit nick,nick :Monitor list is full}: those are polled. */
    private void onMonitorFull(IrcLine line) {
        for (String name : line.param(2).split(",", -1)) {
            WatchedContact contact = find(name);
            if (contact != null && contact.monitored) {
                contact.monitored = false;
                monitored--;
            }
        }
        monitorLimit = monitored;
        poll.soon();
    }

    /** {@code :nick!u@h AWAY [:text]} (IRCv3 away-notify). */
    private void onAwayNotify(IrcLine line) {
        IrcSource source = line.source();
        WatchedContact contact = source == null ? null : find(source.nick());
        if (contact != null) {
            boolean back = line.lastParam().isEmpty();
            become(contact, back ? State.ONLINE : State.AWAY, back ? null : line.lastParam());
        }
    }
}
