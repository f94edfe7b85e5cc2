package im.gateway.node.irc;

import im.gateway.node.legacy.LegacyCommand;
import im.gateway.node.legacy.LegacyCommand.SendMessage;
import im.gateway.node.legacy.LegacyEvent;
import im.gateway.node.legacy.LegacyEvent.Failure;
import im.gateway.node.legacy.LegacyNetwork.Credentials;
import im.gateway.protocol.irc.IrcLine;
import im.gateway.protocol.irc.Nicks;
import im.gateway.protocol.irc.Numeric;
import im.gateway.protocol.stanza.StanzaCondition;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * One login on an IRC server, as a state machine without I/O: lines, commands and time go in, and {@link #drain} gives what is to be done.
 * Three states: the login, the session, and its end, behind which everything is ignored. Not thread-safe.
 */
final class IrcSessionCore {
    private static final String KEEP_ALIVE = "alive";

    private final SessionContext context;
    private final SendQueue queue;
    private final Registration registration;
    private final Watchlist watchlist;
    private final Outcomes outcomes;
    private final Incoming incoming;
    private final Outgoing outgoing;
    private final OwnPresence ownPresence;
    private final NickKeeper nickKeeper;
    private final Whois whois;
    /** Messages that wait for the login. */
    private final Deque<SendMessage> early = new ArrayDeque<>(2);

    private boolean begun;
    private long loginUntil;
    private long heardAt;
    private boolean askedIfAlive;

    IrcSessionCore(IrcSettings settings, Credentials credentials, Now now) {
        context = new SessionContext(settings, credentials, now);
        queue = new SendQueue(settings.flood(), now);
        registration = new Registration(context);
        watchlist = new Watchlist(context, queue);
        outcomes = new Outcomes(context, watchlist::isWatched);
        incoming = new Incoming(context, queue, this::contactName);
        outgoing = new Outgoing(context, queue);
        ownPresence = new OwnPresence(context, queue);
        nickKeeper = new NickKeeper(context, queue);
        whois = new Whois(context, queue);
        loginUntil =
                now.plus(settings.timeouts().connect().plus(settings.timeouts().login()));
        heardAt = now.nanos();
    }

    /** The connection is there, with TLS where that is wanted. */
    void connected(Now now) {
        context.at(now);
        heardAt = now.nanos();
        loginUntil = now.plus(context.settings.timeouts().login());
        registration.begin();
    }

    /** A line from the server. */
    void line(IrcLine line, Now now) {
        context.at(now);
        heardAt = now.nanos();
        askedIfAlive = false;
        if (context.isOver()) {
            return;
        }
        switch (line.command()) {
            case "PING" -> context.send(IrcLine.of("PONG", line.lastParam()));
            case "ERROR" -> onError(line.lastParam());
            case "KILL" -> onKill(line);
            default -> {
                if (!context.isLoggedIn()) {
                    registration.on(line);
                } else if (!outcomes.on(line)) {
                    nickKeeper.on(line);
                    watchlist.on(line);
                    whois.on(line);
                    incoming.on(line);
                    onSupport(line);
                }
            }
        }
        beginIfLoggedIn();
    }

    /** Something that the core asks for. */
    void command(LegacyCommand command, Now now) {
        context.at(now);
        if (context.isOver()) {
            return;
        }
        if (command instanceof LegacyCommand.ShowPresence presence) {
            ownPresence.show(presence);
        } else if (command instanceof LegacyCommand.Watch watch) {
            watchlist.watch(watch.contacts());
        } else if (command instanceof LegacyCommand.AddContact add) {
            add(add.contact());
        } else if (command instanceof LegacyCommand.RemoveContact remove) {
            watchlist.unwatch(remove.contact());
        } else if (command instanceof SendMessage message) {
            send(message);
        } else if (command instanceof LegacyCommand.ShowTyping typing) {
            if (context.isLoggedIn()) {
                outgoing.show(typing);
            }
        } else if (command instanceof LegacyCommand.Search search) {
            whois.search(search);
        } else if (command instanceof LegacyCommand.RequestProfile request) {
            whois.request(request);
        } else if (!(command instanceof LegacyCommand.AnswerAuthorization)
                && !(command instanceof LegacyCommand.ChangeContact)
                && !(command instanceof LegacyCommand.Block)
                && !(command instanceof LegacyCommand.Unblock)) {
            // IRC has neither authorization, so that nobody has asked, nor a list to change; and whoever asks sees a
            // nick.
            throw new AssertionError(command);
        }
    }

    /** Time has passed. */
    void tick(Now now) {
        context.at(now);
        if (context.isOver()) {
            return;
        }
        if (!context.isLoggedIn()) {
            if (now.nanos() >= loginUntil) {
                context.end(Failure.UNREACHABLE, "the server did not complete the login in time");
            }
            return;
        }
        if (now.nanos() >= outcomes.overdueAt() || (askedIfAlive && now.nanos() >= silentAt())) {
            context.end(Failure.UNREACHABLE, "the server does not answer");
        } else if (!askedIfAlive && now.nanos() >= silentAt()) {
            askedIfAlive = true;
            context.send(IrcLine.of("PING", KEEP_ALIVE));
        }
        watchlist.tick();
        nickKeeper.tick();
        whois.tick();
    }

    /** The connection could not be made, or is lost. */
    void lost(Now now, Failure failure, String reason) {
        context.at(now);
        context.end(failure, reason);
    }

    /** The core wants no more of this session. */
    void quit(Now now) {
        context.at(now);
        if (!context.isOver()) {
            context.send(IrcLine.of("QUIT"));
            context.endSilently();
        }
    }

    /**
     * As {@link #quit}, but the session goes on until the server ends it.
     *
     * @return false where there is no session yet, or none any more
     */
    boolean leave(Now now) {
        context.at(now);
        boolean isOn = context.isLoggedIn() && !context.isOver();
        if (isOn) {
            context.send(IrcLine.of("QUIT"));
        }
        return isOn;
    }

    boolean isOver() {
        return context.isOver();
    }

    /** What is to be done now, after any number of the above. */
    Step drain(Now now) {
        context.at(now);
        List<IrcLine> lines = new ArrayList<>(context.takeLines());
        if (context.isLoggedIn() && !context.isOver()) {
            sendQueued(lines);
        }
        return new Step(lines, context.takeEvents(), context.isOver() ? Now.NEVER : wakeAt(), context.isOver());
    }

    private void sendQueued(List<IrcLine> lines) {
        int window = context.settings.flood().window();
        SendQueue.Item item = queue.take(context.now(), outcomes.unsettled() < window);
        while (item != null) {
            SentMessage message = item.message();
            if (message == null) {
                lines.add(item.line());
            } else if (message.isFailed()) {
                outcomes.dropped(message);
            } else {
                lines.add(outcomes.sent(item.line(), message));
            }
            item = queue.take(context.now(), outcomes.unsettled() < window);
        }
        IrcLine question = outcomes.question();
        if (question != null) {
            queue.charge();
            lines.add(question);
        }
    }

    private long wakeAt() {
        if (!context.isLoggedIn()) {
            return loginUntil;
        }
        long own = Math.min(silentAt(), outcomes.overdueAt());
        long parts = Math.min(Math.min(watchlist.nextAt(), nickKeeper.nextAt()), whois.nextAt());
        return Math.min(Math.min(own, parts), queue.nextAt(context.now()));
    }

    /** When the server has been silent for too long: first it is asked, then it is given up. */
    private long silentAt() {
        IrcSettings.Timeouts timeouts = context.settings.timeouts();
        long asked = askedIfAlive ? timeouts.answer().toNanos() : 0;
        return heardAt + timeouts.idle().toNanos() + asked;
    }

    private void beginIfLoggedIn() {
        if (begun || !context.isLoggedIn() || context.isOver()) {
            return;
        }
        begun = true;
        nickKeeper.begin();
        ownPresence.begin();
        watchlist.begin();
        early.forEach(outgoing::send);
        early.clear();
        whois.askNext();
        watchlist.tick();
    }

    private void add(String contact) {
        if (Nicks.canonical(contact) == null) {
            context.tell(new LegacyEvent.AddContactFailed(
                    contact, StanzaCondition.ITEM_NOT_FOUND, "the network has no such names"));
        } else {
            watchlist.watch(List.of(contact));
            watchlist.tick();
        }
    }

    private void send(SendMessage message) {
        incoming.spokenTo(message.contact());
        if (context.isLoggedIn()) {
            outgoing.send(message);
        } else if (early.size() < context.settings.flood().queue()) {
            early.add(message);
        } else {
            outgoing.refuse(message, StanzaCondition.RESOURCE_CONSTRAINT, "too many messages wait for the login");
        }
    }

    private void onSupport(IrcLine line) {
        if (line.command().equals(Numeric.RPL_ISUPPORT)) {
            context.isupport = context.isupport.with(line);
        }
    }

    private void onError(String text) {
        context.end(context.isLoggedIn() ? EndOfLink.classify(text) : registration.onError(text), text);
    }

    /** {@code :oper KILL me :reason}; the server says ERROR next, but with less of a reason. */
    private void onKill(IrcLine line) {
        if (context.isOwn(line.param(0))) {
            onError(line.lastParam());
        }
    }

    private String contactName(String nick) {
        WatchedContact contact = watchlist.find(nick);
        String canonical = contact == null ? Nicks.canonical(nick) : contact.name;
        return canonical == null ? nick : canonical;
    }
}
