package im.gateway.node.oscar;

import im.gateway.node.legacy.LegacyCommand;
import im.gateway.node.legacy.LegacyCommand.SendMessage;
import im.gateway.node.legacy.LegacyEvent.Failure;
import im.gateway.node.legacy.LegacyNetwork.Credentials;
import im.gateway.protocol.oscar.Authorization;
import im.gateway.protocol.oscar.Bytes;
import im.gateway.protocol.oscar.FlapFrame;
import im.gateway.protocol.oscar.OscarException;
import im.gateway.protocol.oscar.Oservice;
import im.gateway.protocol.oscar.SignOff;
import im.gateway.protocol.oscar.SignOn;
import im.gateway.protocol.oscar.Snac;
import im.gateway.protocol.oscar.SnacBodies;
import im.gateway.protocol.oscar.SnacBody;
import im.gateway.protocol.stanza.StanzaCondition;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * One login on an AIM or ICQ service, as a state machine without I/O: frames, commands and time go in, and {@link #drain} gives what is to be done. Four states: the
 * authorizer, the negotiation with the server that it names, the session, and its end, behind which everything is ignored. Not thread-safe.
 */
final class OscarSessionCore {
    private final SessionContext context;
    private final ServerList list;
    private final Contacts contacts;
    private final DenyList denyList;
    private final OwnPresence ownPresence;
    private final Outgoing outgoing;
    private final Incoming incoming;
    private final SessionData session;
    /** Null once the second server has been reached. */
    private @Nullable Login login;
    /** Null before that, and when the session is ready. */
    private @Nullable Negotiation negotiation;

    private final RateTables tables;
    /** What waits for the login. */
    private final Deque<LegacyCommand> early = new ArrayDeque<>(2);

    private final long loginUntil;
    private long heardAt;
    private boolean askedIfAlive;

    OscarSessionCore(OscarSettings settings, RateTables tables, IconCache icons, Credentials credentials, Now now) {
        this.context = new SessionContext(settings, credentials, now);
        this.tables = tables;
        this.list = new ServerList(context);
        this.contacts = new Contacts(context, list);
        this.denyList = new DenyList(list);
        this.ownPresence = new OwnPresence(context);
        this.outgoing = new Outgoing(context);
        this.incoming = new Incoming(context, contacts);
        this.session = new SessionData(context, list, contacts, outgoing, incoming, icons);
        this.login = new Login(context);
        this.loginUntil =
                now.plus(settings.timeouts().connect().plus(settings.timeouts().login()));
        this.heardAt = now.nanos();
    }

    /** A frame from the server. */
    void frame(FlapFrame frame, Now now) throws OscarException {
        context.at(now);
        heardAt = now.nanos();
        askedIfAlive = false;
        if (context.isOver() || isOfTheAuthorizer(frame)) {
            return;
        }
        switch (frame.channel()) {
            case FlapFrame.SIGN_ON -> signedOn();
            case FlapFrame.DATA -> data(Snac.parse(frame.data()));
            case FlapFrame.SIGN_OFF -> signedOff(SignOff.parse(frame.data()));
            default -> {
                // Keep-alive, or an error of the transport, after which the server closes the connection.
            }
        }
    }

    /** The authorizer says goodbye after it has named the next server, and that is not this session's end. */
    private boolean isOfTheAuthorizer(FlapFrame frame) {
        return login != null && login.cookie() != null && frame.channel() != FlapFrame.SIGN_ON;
    }

    private void signedOn() throws OscarException {
        Login current = login;
        if (current == null) {
            throw new OscarException("a second sign-on frame (expected: one for each connection)");
        }
        Bytes cookie = current.cookie();
        if (cookie == null) {
            current.signedOn();
        } else {
            context.send(SignOn.withCookie(cookie));
            login = null;
            negotiation = new Negotiation(context, tables);
        }
    }

    private void data(Snac snac) throws OscarException {
        SnacBody body = SnacBodies.parse(snac);
        Login currentLogin = login;
        Negotiation currentNegotiation = negotiation;
        if (currentLogin != null) {
            currentLogin.on(body);
        } else if (!common(body) && currentNegotiation != null) {
            if (currentNegotiation.on(snac, body)) {
                begin(currentNegotiation);
            }
        } else if (context.isLoggedIn()) {
            session.on(snac, body);
        }
    }

    /** What a server may say at any time. */
    private boolean common(SnacBody body) {
        if (body.type() == Oservice.PAUSE) {
            context.send(SnacBody.empty(Oservice.PAUSE_ACK));
            context.queue.pause(true);
        } else if (body.type() == Oservice.RESUME) {
            context.queue.pause(false);
        } else if (body.type() == Oservice.MIGRATE) {
            context.end(Failure.UNREACHABLE, "the service asks to connect to another server");
        } else {
            return false;
        }
        return true;
    }

    private void begin(Negotiation done) {
        negotiation = null;
        done.finish();
        ownPresence.begin();
        // Presence first, then readiness: nobody must see the user otherwise than wanted, not even for a moment.
        flushQueue();
        done.ready();
        context.loggedIn();
        list.begin(done.items());
        contacts.tellList();
        session.begin();
        early.forEach(this::perform);
        early.clear();
    }

    private void signedOff(SignOff signOff) {
        if (signOff.reason() == SignOff.SIGNED_ON_ELSEWHERE) {
            context.end(Failure.REPLACED, "the account has logged in elsewhere");
        } else {
            context.end(Failure.UNREACHABLE, "the server ended the session");
        }
    }

    /** A frame from the server of the second connection. */
    void sideFrame(FlapFrame frame, Now now) throws OscarException {
        context.at(now);
        if (!context.isOver()) {
            session.sideFrame(frame);
        }
    }

    /** The second connection could not be made, or is lost: that is not the session's end. */
    void sideLost(Now now) {
        context.at(now);
        if (!context.isOver()) {
            session.sideLost();
        }
    }

    /** Something that the core asks for. */
    void command(LegacyCommand command, Now now) {
        context.at(now);
        if (context.isOver()) {
            return;
        }
        if (command instanceof LegacyCommand.ShowPresence presence) {
            ownPresence.show(presence);
        } else if (context.isLoggedIn()) {
            perform(command);
        } else if (early.size() < context.settings.messages().queue()) {
            early.add(command);
        } else if (command instanceof SendMessage message) {
            outgoing.refuse(message, StanzaCondition.RESOURCE_CONSTRAINT, "too much waits for the login");
        }
    }

    private void perform(LegacyCommand command) {
        if (command instanceof LegacyCommand.Watch watch) {
            contacts.watch(watch.contacts());
        } else if (command instanceof LegacyCommand.AddContact add) {
            contacts.add(add.contact());
        } else if (command instanceof LegacyCommand.RemoveContact remove) {
            contacts.remove(remove.contact());
        } else if (command instanceof LegacyCommand.Block block) {
            denyList.block(block.contact());
        } else if (command instanceof LegacyCommand.Unblock unblock) {
            denyList.unblock(unblock.contact());
        } else if (command instanceof SendMessage message) {
            outgoing.send(message);
        } else if (command instanceof LegacyCommand.ShowTyping typing) {
            outgoing.show(typing);
        } else if (command instanceof LegacyCommand.AnswerAuthorization answer) {
            context.enqueue(
                    new Authorization.Answer(Authorization.Answer.TO_HOST, answer.contact(), answer.granted(), ""));
        } else if (command instanceof LegacyCommand.Search search) {
            session.search(search);
        } else if (command instanceof LegacyCommand.RequestProfile request) {
            session.request(request);
        } else if (command instanceof LegacyCommand.ChangeContact change) {
            contacts.change(change);
        } else {
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
                context.end(Failure.UNREACHABLE, "the service did not complete the login in time");
            }
            return;
        }
        if (now.nanos() >= silentAt()) {
            if (askedIfAlive) {
                context.end(Failure.UNREACHABLE, "the server does not answer");
                return;
            }
            askedIfAlive = true;
            context.keepAlive();
            context.send(SnacBody.empty(Oservice.USER_INFO_QUERY));
        }
        list.tick();
        outgoing.tick();
        session.tick();
    }

    /** The connection could not be made, or is lost. */
    void lost(Now now, Failure failure, String reason) {
        context.at(now);
        context.end(failure, reason);
    }

    /** The core wants no more of this session. */
    void quit(Now now) {
        context.at(now);
        context.signOff();
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
            context.lastWord();
        }
        return isOn;
    }

    boolean isOver() {
        return context.isOver();
    }

    /** What is to be done now, after any number of the above. */
    Step drain(Now now) {
        context.at(now);
        if (context.isLoggedIn() && !context.isOver()) {
            flushQueue();
        }
        return context.takeStep(wakeAt(), session.takeSide());
    }

    private void flushQueue() {
        SendQueue.Item item = context.queue.take(context.now(), outgoing.hasWindow());
        while (item != null) {
            MessagePart part = item.part();
            if (part == null || !part.message.failed) {
                context.send(item.body(), item.request());
                if (part != null) {
                    outgoing.sent(part);
                }
            }
            item = context.queue.take(context.now(), outgoing.hasWindow());
        }
    }

    private long wakeAt() {
        if (!context.isLoggedIn()) {
            return loginUntil;
        }
        long own = Math.min(silentAt(), context.queue.nextAt());
        return Math.min(Math.min(own, session.nextAt()), Math.min(outgoing.nextAt(), list.nextAt()));
    }

    /** When the server has been silent for too long: first it is asked, then it is given up. */
    private long silentAt() {
        OscarSettings.Timeouts timeouts = context.settings.timeouts();
        long asked = askedIfAlive ? timeouts.answer().toNanos() : 0;
        return heardAt + timeouts.idle().toNanos() + asked;
    }
}
