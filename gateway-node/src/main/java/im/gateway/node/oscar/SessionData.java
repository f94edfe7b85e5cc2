package im.gateway.node.oscar;

import im.gateway.node.legacy.LegacyCommand.RequestProfile;
import im.gateway.node.legacy.LegacyCommand.Search;
import im.gateway.protocol.oscar.Authorization;
import im.gateway.protocol.oscar.Buddy;
import im.gateway.protocol.oscar.Feedbag;
import im.gateway.protocol.oscar.FlapFrame;
import im.gateway.protocol.oscar.Icbm;
import im.gateway.protocol.oscar.Icq;
import im.gateway.protocol.oscar.Locate;
import im.gateway.protocol.oscar.OscarException;
import im.gateway.protocol.oscar.Oservice;
import im.gateway.protocol.oscar.Rates;
import im.gateway.protocol.oscar.ScreenName;
import im.gateway.protocol.oscar.Snac;
import im.gateway.protocol.oscar.SnacBody;
import im.gateway.protocol.oscar.SnacError;

/** Hands what the server says in a session to the part that it concerns. What concerns none is ignored: services add types as they like. */
final class SessionData {
    private final SessionContext context;
    private final ServerList list;
    private final Contacts contacts;
    private final Presences presences;
    private final Outgoing outgoing;
    private final Incoming incoming;
    private final StoredMessages stored;
    private final Directory directory;
    private final Profiles profiles;
    private final Icons icons;

    SessionData(
            SessionContext context,
            ServerList list,
            Contacts contacts,
            Outgoing outgoing,
            Incoming incoming,
            IconCache cache) {
        this.context = context;
        this.list = list;
        this.contacts = contacts;
        this.outgoing = outgoing;
        this.incoming = incoming;
        this.icons = new Icons(context, cache);
        this.presences = new Presences(context, icons);
        this.stored = new StoredMessages(context, incoming);
        this.directory = new Directory(context, icons);
        this.profiles = new Profiles(context, directory, icons);
    }

    void begin() {
        stored.request();
    }

    void search(Search search) {
        directory.search(search);
    }

    void request(RequestProfile request) {
        profiles.request(request);
    }

    /** Time has passed. */
    void tick() {
        directory.tick();
        profiles.tick();
        icons.tick();
    }

    long nextAt() {
        return Math.min(Math.min(directory.nextAt(), profiles.nextAt()), icons.nextAt());
    }

    void sideFrame(FlapFrame frame) throws OscarException {
        icons.frame(frame);
    }

    void sideLost() {
        icons.lost();
    }

    /** What is to be done about the second connection. */
    Step.Side takeSide() {
        return icons.takeSide();
    }

    void on(Snac snac, SnacBody body) throws OscarException {
        if (body instanceof SnacError error) {
            onError(error, snac.request());
        } else if (body instanceof Rates.Change change) {
            context.queue.change(change, context.now());
        } else if (!people(snac, body) && !messages(snac, body)) {
            list(snac, body);
        }
    }

    private void onError(SnacError error, long request) {
        if (error.family() == Icbm.FAMILY) {
            outgoing.on(error, request);
        } else if (error.family() == Oservice.FAMILY) {
            icons.on(error, request);
        } else if (error.family() == Locate.FAMILY) {
            profiles.on(error, request);
        } else if (error.family() == Feedbag.FAMILY) {
            list.failed(request, error.text());
        }
    }

    private boolean people(Snac snac, SnacBody body) throws OscarException {
        if (body instanceof Buddy.Presence presence) {
            presences.on(presence);
        } else if (body instanceof Locate.Reply reply) {
            presences.on(reply);
            profiles.on(reply, snac.request());
        } else if (body instanceof Oservice.Redirect redirect) {
            icons.on(redirect);
        } else if (body instanceof Authorization.Request request) {
            incoming.on(request);
        } else if (body instanceof Authorization.Answer answer) {
            contacts.answered(ScreenName.fromServer(answer.name()), answer.granted());
        } else if (body instanceof Authorization.Name name && name.type() == Authorization.Name.ADDED) {
            incoming.added(ScreenName.fromServer(name.name()));
        } else {
            return false;
        }
        return true;
    }

    private boolean messages(Snac snac, SnacBody body) throws OscarException {
        if (body instanceof Icbm.ToClient message) {
            incoming.on(message);
        } else if (body instanceof Icbm.HostAck ack) {
            outgoing.on(ack);
        } else if (body instanceof Icbm.ClientError error) {
            outgoing.on(error);
        } else if (body instanceof Icbm.Typing typing) {
            incoming.on(typing);
        } else if (body instanceof Icbm.Missed missed) {
            incoming.on(missed);
        } else if (body instanceof Icq.Envelope envelope) {
            stored.on(envelope);
            directory.on(envelope, snac.moreFollows());
        } else if (body instanceof Oservice.Warned warned) {
            incoming.on(warned);
        } else if (body instanceof Oservice.Motd motd) {
            incoming.on(motd);
        } else {
            return false;
        }
        return true;
    }

    private void list(Snac snac, SnacBody body) {
        if (body instanceof Feedbag.Status status) {
            list.on(status, snac.request());
        } else if (body instanceof Feedbag.Change change) {
            contacts.changedElsewhere(change);
        }
    }
}
