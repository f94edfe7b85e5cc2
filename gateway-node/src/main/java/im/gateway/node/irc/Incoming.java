package im.gateway.node.irc;

import im.gateway.node.legacy.LegacyEvent;
import im.gateway.node.legacy.Typing;
import im.gateway.protocol.irc.Ctcp;
import im.gateway.protocol.irc.Formatting;
import im.gateway.protocol.irc.IrcLine;
import im.gateway.protocol.irc.IrcSource;
import im.gateway.protocol.irc.MessageSplitter;
import im.gateway.protocol.irc.Nicks;
import im.gateway.protocol.irc.ServerTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What people and services on the network send to the user: PRIVMSG, NOTICE and TAGMSG (IRCv3 message-tags, client tag typing). */
final class Incoming {
    /** Clocks differ by seconds; what the network had stored is older than this. */
    private static final Duration STORED = Duration.ofSeconds(60);

    /** A CTCP ping echoes what came, so what came must be short. */
    private static final int MAX_ECHO = 64;

    /** Of Atheme, Anope and ergo. */
    private static final Set<String> SERVICES = Set.of(
            "nickserv",
            "chanserv",
            "memoserv",
            "operserv",
            "hostserv",
            "botserv",
            "helpserv",
            "infoserv",
            "statserv",
            "histserv",
            "saslserv",
            "groupserv",
            "global");

    private final SessionContext context;
    private final SendQueue queue;
    private final UnaryOperator<String> contactName;
    private final Set<String> servicesSpokenTo = new HashSet<>(0);

    /**
     * For one session.
     *
     * @param contactName what the core calls the user of a nick
     */
    Incoming(SessionContext context, SendQueue queue, UnaryOperator<String> contactName) {
        this.context = context;
        this.queue = queue;
        this.contactName = contactName;
    }

    /** The user has written to somebody: if that is a service, its answers are for the user to read as messages. */
    void spokenTo(String nick) {
        String service = nick.toLowerCase(Locale.ROOT);
        if (SERVICES.contains(service)) {
            servicesSpokenTo.add(service);
        }
    }

    void on(IrcLine line) {
        IrcSource source = line.source();
        if (source == null || !context.isLoggedIn()) {
            return;
        }
        switch (line.command()) {
            case "PRIVMSG" -> onMessage(source, line, false);
            case "NOTICE" -> onMessage(source, line, true);
            case "TAGMSG" -> onTyping(source, line);
            default -> {
                // Nothing that somebody says.
            }
        }
    }

    private void onMessage(IrcSource source, IrcLine line, boolean notice) {
        String text = line.lastParam();
        if (source.isServer() || line.param(0).startsWith("$") || isService(source)) {
            String plain = Formatting.strip(text);
            if (!plain.isBlank()) {
                context.tell(new LegacyEvent.ServiceNotice(source.isServer() ? plain : source.nick() + ": " + plain));
            }
            return;
        }
        if (context.isOwn(source.nick())) {
            saidElsewhere(line, text, notice);
            return;
        }
        // To a channel: not for the Jabber user.
        if (!context.isOwn(line.param(0))) {
            return;
        }
        Ctcp ctcp = Ctcp.parse(text);
        if (ctcp == null) {
            received(source, Formatting.strip(text), line);
        } else if (ctcp.command().equals("ACTION")) {
            received(source, "/me " + Formatting.strip(ctcp.argument()), line);
        } else if (!notice) {
            // An answer to a CTCP request comes as a notice; the user has asked nothing.
            answer(source.nick(), ctcp);
        }
    }

    /** Said by the user with another client: servers with several clients of one nick, and bouncers, tell the others. */
    private void saidElsewhere(IrcLine line, String text, boolean notice) {
        String nick = line.param(0);
        Ctcp ctcp = Ctcp.parse(text);
        String body = null;
        if (ctcp == null) {
            body = Formatting.strip(text);
        } else if (ctcp.command().equals("ACTION")) {
            body = "/me " + Formatting.strip(ctcp.argument());
        }
        boolean isForSomebody = Nicks.canonical(nick) != null && !context.isOwn(nick);
        if (isForSomebody && !notice && body != null && !body.isBlank()) {
            context.tell(new LegacyEvent.MessageSentElsewhere(contactName.apply(nick), body, storedAt(line)));
        }
    }

    private void received(IrcSource source, String body, IrcLine line) {
        if (!body.isBlank()) {
            context.tell(new LegacyEvent.MessageReceived(contactName.apply(source.nick()), body, storedAt(line)));
        }
    }

    private @Nullable Instant storedAt(IrcLine line) {
        Instant sent = ServerTime.of(line);
        boolean stored = sent != null && sent.toEpochMilli() < context.now().wallMillis() - STORED.toMillis();
        return stored ? sent : null;
    }

    /** Nobody waits for these answers, and a flood of questions must not become one of answers: they go last, and some are dropped. */
    private void answer(String nick, Ctcp ctcp) {
        String text = switch (ctcp.command()) {
            case "VERSION" -> "gateway";
            case "PING" -> MessageSplitter.cut(ctcp.argument(), MAX_ECHO);
            default -> null;
        };
        // A server may call somebody what no line can hold as a target.
        if (text != null && Nicks.canonical(nick) != null) {
            queue.background(IrcLine.of("NOTICE", nick, new Ctcp(ctcp.command(), text).wire()));
        }
    }

    private void onTyping(IrcSource source, IrcLine line) {
        String state = line.tag("+typing");
        if (state == null || !context.isOwn(line.param(0)) || context.isOwn(source.nick())) {
            return;
        }
        Typing typing = switch (state) {
            case "active" -> Typing.COMPOSING;
            case "paused" -> Typing.PAUSED;
            default -> Typing.STOPPED;
        };
        context.tell(new LegacyEvent.TypingShown(contactName.apply(source.nick()), typing));
    }

    /** Services are users to the protocol; one knows them by their names. */
    private boolean isService(IrcSource source) {
        String nick = source.nick().toLowerCase(Locale.ROOT);
        boolean service = SERVICES.contains(nick) || context.settings.nickServ().is(nick);
        return service && !servicesSpokenTo.contains(nick);
    }
}
