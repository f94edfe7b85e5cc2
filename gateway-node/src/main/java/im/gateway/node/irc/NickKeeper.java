package im.gateway.node.irc;

import im.gateway.protocol.irc.IrcLine;
import im.gateway.protocol.irc.IrcSource;
import java.nio.charset.StandardCharsets;

/**
 * Follows the user's own nick. Where it was taken at the login (by the connection of a node that died, mostly), it asks NickServ to give it
 * back if the user has an account there, and asks the server for it now and then until it is free.
 */
final class NickKeeper {
    private final SessionContext context;
    private final SendQueue queue;
    private long askAt = Now.NEVER;

    NickKeeper(SessionContext context, SendQueue queue) {
        this.context = context;
        this.queue = queue;
    }

    void begin() {
        if (isLost()) {
            IrcSettings settings = context.settings;
            boolean account = settings.auth() == IrcSettings.Auth.SASL || settings.auth() == IrcSettings.Auth.NICKSERV;
            if (account) {
                String regain = "REGAIN " + context.credentials.username();
                queue.background(IrcLine.of("PRIVMSG", settings.nickServ().name(), regain));
            }
            askAt = context.now().plus(settings.watch().nickRetry());
        }
    }

    /** Follows {@code :old!u@h NICK new}. */
    void on(IrcLine line) {
        IrcSource source = line.source();
        if (line.command().equals("NICK") && source != null && context.isOwn(source.nick())) {
            context.nick = line.param(0);
            askAt = isLost() ? context.now().plus(context.settings.watch().nickRetry()) : Now.NEVER;
        }
    }

    void tick() {
        if (context.now().nanos() >= askAt) {
            queue.background(IrcLine.of("NICK", context.credentials.username()));
            askAt = context.now().plus(context.settings.watch().nickRetry());
        }
    }

    long nextAt() {
        return askAt;
    }

    /** A nick that the server cuts is no other nick. */
    private boolean isLost() {
        String wanted = context.credentials.username();
        boolean fits = wanted.getBytes(StandardCharsets.UTF_8).length <= context.isupport.nickLength();
        return fits && !context.isOwn(wanted);
    }
}
