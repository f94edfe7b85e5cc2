package im.gateway.node.irc;

import im.gateway.node.legacy.LegacyEvent.Failure;
import im.gateway.protocol.irc.CapReply;
import im.gateway.protocol.irc.IrcLine;
import im.gateway.protocol.irc.IrcSource;
import im.gateway.protocol.irc.Numeric;
import im.gateway.protocol.irc.SaslPlain;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The login: capabilities (IRCv3 capability-negotiation), SASL (IRCv3 sasl-3.1), nick and user (RFC 2812 section 3.1), and NickServ where
 * that is what the network has. Complete when the server has said all of its welcome and, as the setting wants it, has accepted the
 * password.
 */
final class Registration {
    /**
     * What is asked for where it is offered. Not echo-message: an {@code ACK} by label says as much in fewer bytes. By self-message a
     * bouncer tells what the user has said with another client.
     */
    private static final List<String> WANTED = List.of(
            "message-tags",
            "server-time",
            "batch",
            "labeled-response",
            "away-notify",
            "extended-monitor",
            "account-notify",
            "chghost",
            "znc.in/self-message",
            "setname");

    private static final int MAX_ALTERNATIVES = 5;

    private final SessionContext context;
    private final Map<String, String> offered = new LinkedHashMap<>();
    private boolean negotiated;
    private boolean authenticated;
    private boolean welcomed;
    private boolean identifying;
    private int alternatives;
    private @Nullable String mechanisms;

    Registration(SessionContext context) {
        this.context = context;
    }

    void begin() {
        context.send(IrcLine.of("CAP", "LS", "302"));
        IrcSettings settings = context.settings;
        String password =
                settings.auth() == IrcSettings.Auth.PASS ? context.credentials.password() : settings.serverPassword();
        if (password != null) {
            context.send(IrcLine.of("PASS", password));
        }
        context.send(IrcLine.of("NICK", context.nick));
        context.send(IrcLine.of("USER", userName(), "0", "*", settings.realname()));
    }

    void on(IrcLine line) {
        switch (line.command()) {
            case "CAP" -> onCapabilities(line);
            case "NOTICE" -> onNotice(line);
            case Numeric.RPL_WELCOME -> {
                context.nick = line.param(0);
                welcomed = true;
            }
            case Numeric.RPL_ISUPPORT -> context.isupport = context.isupport.with(line);
            case Numeric.RPL_ENDOFMOTD, Numeric.ERR_NOMOTD -> onEndOfWelcome();
            case Numeric.ERR_NICKNAMEINUSE, Numeric.ERR_NICKCOLLISION, Numeric.ERR_UNAVAILRESOURCE ->
                tryAlternative(line);
            case Numeric.ERR_ERRONEUSNICKNAME -> onImpossibleNick(line);
            case Numeric.ERR_NOSUCHNICK, Numeric.ERR_NOSUCHSERVER -> onNobody(line);
            case Numeric.ERR_PASSWDMISMATCH -> onWrongPassword(line);
            case Numeric.ERR_YOUREBANNEDCREEP -> context.end(Failure.REFUSED, line.lastParam());
            default -> onSasl(line);
        }
    }

    /** What the server's last words before it closed the connection mean. */
    Failure onError(String text) {
        boolean password = context.settings.auth() == IrcSettings.Auth.PASS && EndOfLink.isAboutPassword(text);
        return password ? Failure.BAD_CREDENTIALS : EndOfLink.classify(text);
    }

    private void onSasl(IrcLine line) {
        switch (line.command()) {
            case "AUTHENTICATE" -> {
                if (line.param(0).equals("+")) {
                    SaslPlain.lines(context.credentials.username(), context.credentials.password())
                            .forEach(context::send);
                }
            }
            case Numeric.RPL_LOGGEDIN -> {
                if (identifying) {
                    complete();
                }
            }
            case Numeric.RPL_SASLSUCCESS, Numeric.ERR_SASLALREADY -> {
                authenticated = true;
                endNegotiation();
            }
            case Numeric.RPL_SASLMECHS -> mechanisms = line.param(1);
            case Numeric.ERR_SASLFAIL -> onSaslFailure(line);
            case Numeric.ERR_SASLTOOLONG -> context.end(Failure.BAD_CREDENTIALS, line.lastParam());
            case Numeric.ERR_SASLABORTED -> context.end(Failure.UNREACHABLE, line.lastParam());
            case Numeric.ERR_NICKLOCKED -> context.end(Failure.REFUSED, line.lastParam());
            default -> {
                // Notices of the welcome that say nothing about the login.
            }
        }
    }

    private void onCapabilities(IrcLine line) {
        CapReply reply = CapReply.of(line);
        if (reply == null || negotiated) {
            return;
        }
        switch (reply.subcommand()) {
            case "LS" -> {
                offered.putAll(reply.capabilities());
                if (!reply.more()) {
                    request();
                }
            }
            case "ACK" -> {
                context.grant(reply.capabilities().keySet());
                authenticateOrEnd();
            }
            case "NAK" -> authenticateOrEnd();
            default -> {
                // NEW, DEL and LIST do not come while the first negotiation lasts.
            }
        }
    }

    private void request() {
        List<String> wanted = WANTED.stream().filter(offered::containsKey).collect(Collectors.toList());
        if (wantsSasl() && offered.containsKey("sasl")) {
            wanted.add("sasl");
        }
        if (wanted.isEmpty()) {
            authenticateOrEnd();
        } else {
            context.send(IrcLine.of("CAP", "REQ", String.join(" ", wanted)));
        }
    }

    private void authenticateOrEnd() {
        if (!wantsSasl()) {
            endNegotiation();
            return;
        }
        String offer = offered.getOrDefault("sasl", "");
        if (!context.capabilities.contains("sasl")) {
            // Networks whose account services are away take the capability back: it may be there again later.
            context.end(Failure.UNREACHABLE, "the server offers no SASL (expected with auth = sasl)");
        } else if (!offer.isEmpty() && !List.of(offer.split(",", -1)).contains("PLAIN")) {
            context.end(Failure.REFUSED, "SASL mechanisms: " + offer + " (expected: PLAIN among them)");
        } else {
            context.send(IrcLine.of("AUTHENTICATE", "PLAIN"));
        }
    }

    private void endNegotiation() {
        if (!negotiated) {
            negotiated = true;
            context.send(IrcLine.of("CAP", "END"));
        }
    }

    /** One number for a wrong password, for an unknown mechanism and for "come back later": the words tell them apart. */
    private void onSaslFailure(IrcLine line) {
        if (mechanisms != null) {
            context.end(Failure.REFUSED, "SASL mechanisms: " + mechanisms + " (expected: PLAIN among them)");
        } else {
            boolean busy = EndOfLink.isBusy(line.lastParam());
            context.end(busy ? Failure.UNREACHABLE : Failure.BAD_CREDENTIALS, line.lastParam());
        }
    }

    private void onWrongPassword(IrcLine line) {
        boolean ofUser = context.settings.auth() == IrcSettings.Auth.PASS;
        context.end(ofUser ? Failure.BAD_CREDENTIALS : Failure.REFUSED, line.lastParam());
    }

    private void onImpossibleNick(IrcLine line) {
        boolean own = alternatives == 0;
        context.end(own ? Failure.BAD_CREDENTIALS : Failure.UNREACHABLE, line.lastParam());
    }

    private void tryAlternative(IrcLine line) {
        if (welcomed) {
            return;
        }
        if (alternatives == MAX_ALTERNATIVES) {
            context.end(Failure.UNREACHABLE, line.lastParam());
            return;
        }
        alternatives++;
        context.nick = context.credentials.username() + "_".repeat(alternatives);
        context.send(IrcLine.of("NICK", context.nick));
    }

    private void onEndOfWelcome() {
        if (!welcomed || identifying) {
            return;
        }
        if (wantsSasl() && !authenticated) {
            context.end(Failure.UNREACHABLE, "the server let the user in without SASL (expected with auth = sasl)");
        } else if (context.settings.auth() == IrcSettings.Auth.NICKSERV) {
            identifying = true;
            String identify = "IDENTIFY " + context.credentials.username() + " " + context.credentials.password();
            context.send(IrcLine.of("PRIVMSG", context.settings.nickServ().name(), identify));
        } else {
            complete();
        }
    }

    private void onNotice(IrcLine line) {
        IrcSource source = line.source();
        if (!identifying || source == null || !context.settings.nickServ().is(source.nick())) {
            return;
        }
        String text = line.lastParam();
        if (context.settings.nickServ().success().matcher(text).find()) {
            complete();
        } else if (EndOfLink.isBusy(text)) {
            context.end(Failure.UNREACHABLE, text);
        } else if (context.settings.nickServ().failure().matcher(text).find()) {
            context.end(Failure.BAD_CREDENTIALS, text);
        }
    }

    private void onNobody(IrcLine line) {
        if (identifying) {
            context.end(Failure.UNREACHABLE, line.param(1) + ": " + line.lastParam());
        }
    }

    private void complete() {
        identifying = false;
        context.loggedIn();
    }

    private boolean wantsSasl() {
        return context.settings.auth() == IrcSettings.Auth.SASL;
    }

    /** The user part: servers take only letters and digits of it, and few of them. */
    private String userName() {
        String plain = context.credentials.username().replaceAll("[^A-Za-z0-9]", "");
        return plain.isEmpty() ? "user" : plain.substring(0, Math.min(9, plain.length()));
    }
}
