package im.gateway.node.irc;

import im.gateway.node.irc.WatchedContact.State;
import im.gateway.protocol.irc.Formatting;
import im.gateway.protocol.irc.IrcLine;
import im.gateway.protocol.irc.Numeric;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks who of those that are there is away: USERHOST for five at a time (RFC 2812 section 4.8), then WHOIS for the text of each who is. One
 * question of each kind at a time, so that the answers need no names. MONITOR itself says nothing of it, and away-notify only what
 * changes.
 */
final class AwayProbe {
    private static final int NICKS_IN_USERHOST = 5;

    private final Watchlist watchlist;
    private final SessionContext context;
    private final SendQueue queue;
    private final Set<WatchedContact> toAsk = new LinkedHashSet<>();
    private final Set<WatchedContact> toAskText = new LinkedHashSet<>();
    private List<WatchedContact> asked = List.of();
    private @Nullable WatchedContact askedText;
    private @Nullable String text;
    private long overdueAt = Now.NEVER;
    private boolean useless;

    AwayProbe(Watchlist watchlist, SessionContext context, SendQueue queue) {
        this.watchlist = watchlist;
        this.context = context;
        this.queue = queue;
    }

    void add(WatchedContact contact) {
        toAsk.add(contact);
        askNext();
    }

    void on(IrcLine line) {
        switch (line.command()) {
            case Numeric.RPL_USERHOST -> onUserHost(line);
            case Numeric.RPL_AWAY -> onAway(line);
            case Numeric.RPL_ENDOFWHOIS -> {
                // The end of another one's WHOIS is none of this one's business.
                if (askedText != null && watchlist.find(line.param(1)) == askedText) {
                    onEndOfWhois();
                }
            }
            default -> throw new AssertionError(line.command());
        }
    }

    /** A server without USERHOST: everybody who is there counts as online. */
    void onUnknownCommand(String command) {
        if (command.equalsIgnoreCase("USERHOST")) {
            useless = true;
            asked.forEach(this::online);
            asked = List.of();
            askNext();
        }
    }

    void tick() {
        if (context.now().nanos() >= overdueAt) {
            // The answer got lost, or the server swallowed the question: nobody waits for ever.
            asked.forEach(this::online);
            asked = List.of();
            onEndOfWhois();
        }
    }

    long nextAt() {
        return overdueAt;
    }

    private void askNext() {
        if (useless) {
            toAsk.forEach(this::online);
            toAsk.clear();
        }
        toAsk.removeIf(contact -> !contact.isThere());
        if (asked.isEmpty() && !toAsk.isEmpty()) {
            asked = toAsk.stream().limit(NICKS_IN_USERHOST).toList();
            asked.forEach(toAsk::remove);
            String[] names = asked.stream().map(contact -> contact.name).toArray(String[]::new);
            ask(IrcLine.of("USERHOST", names));
        }
        toAskText.removeIf(contact -> !contact.isThere());
        if (askedText == null && !toAskText.isEmpty()) {
            askedText = toAskText.iterator().next();
            toAskText.remove(askedText);
            ask(IrcLine.of("WHOIS", askedText.name));
        }
        if (asked.isEmpty() && askedText == null) {
            overdueAt = Now.NEVER;
        }
    }

    private void ask(IrcLine question) {
        queue.background(question);
        overdueAt = context.now().plus(context.settings.timeouts().answer());
    }

    /** {@code 302 me :nick[*]=(+|-)user@host ...}: the minus is for away. */
    private void onUserHost(IrcLine line) {
        List<WatchedContact> missing = new ArrayList<>(asked);
        asked = List.of();
        for (String reply : line.lastParam().split(" ", -1)) {
            int equals = reply.indexOf('=');
            if (equals < 1 || equals + 1 == reply.length()) {
                continue;
            }
            int end = reply.charAt(equals - 1) == '*' ? equals - 1 : equals;
            WatchedContact contact = watchlist.find(reply.substring(0, end));
            if (contact != null) {
                missing.remove(contact);
                seen(contact, reply.charAt(equals + 1) == '-');
            }
        }
        for (WatchedContact contact : missing) {
            // Gone since: the next poll, or MONITOR, says so of those that it watches.
            if (!contact.monitored) {
                watchlist.gone(contact);
            }
        }
        askNext();
    }

    private void seen(WatchedContact contact, boolean away) {
        if (!away) {
            online(contact);
        } else if (contact.state != State.AWAY && contact.isThere()) {
            toAskText.add(contact);
        }
    }

    private void online(WatchedContact contact) {
        if (contact.isThere()) {
            watchlist.become(contact, State.ONLINE, null);
        }
    }

    /** {@code 301 me nick :text}, inside a WHOIS or in answer to a message. */
    private void onAway(IrcLine line) {
        WatchedContact contact = watchlist.find(line.param(1));
        if (contact == null) {
            return;
        }
        if (contact == askedText) {
            text = Formatting.strip(line.lastParam());
        } else if (contact.isThere()) {
            watchlist.become(contact, State.AWAY, Formatting.strip(line.lastParam()));
        }
    }

    private void onEndOfWhois() {
        WatchedContact contact = askedText;
        if (contact != null && contact.isThere()) {
            // Without a text the contact has come back meanwhile.
            watchlist.become(contact, text == null ? State.ONLINE : State.AWAY, text);
        }
        askedText = null;
        text = null;
        askNext();
    }
}
