package im.gateway.node.oscar;

import im.gateway.node.legacy.LegacyEvent;
import im.gateway.node.legacy.LegacyEvent.Failure;
import im.gateway.node.legacy.LegacyNetwork.Credentials;
import im.gateway.protocol.oscar.Bytes;
import im.gateway.protocol.oscar.FlapEncoder;
import im.gateway.protocol.oscar.ScreenName;
import im.gateway.protocol.oscar.SignOff;
import im.gateway.protocol.oscar.SignOn;
import im.gateway.protocol.oscar.Snac;
import im.gateway.protocol.oscar.SnacBody;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the parts of one session share: what is known of the user there, and what is to be done next. Not thread-safe. */
final class SessionContext {
    private static final long MAX_REQUEST = 0x7FFF_FFFFL;

    final OscarSettings settings;
    final Credentials credentials;
    /** The account's name in its one form. */
    final String account;

    final boolean icq;
    final SendQueue queue;
    /** The account's name as its owner writes it. */
    String ownName;

    private FlapEncoder encoder;
    private final List<Bytes> frames = new ArrayList<>(2);
    private final List<LegacyEvent> events = new ArrayList<>(2);
    private @Nullable Address connectTo;
    private Now now;
    private long requests;
    private boolean loggedIn;
    private boolean over;

    SessionContext(OscarSettings settings, Credentials credentials, Now now) {
        this.settings = settings;
        this.credentials = credentials;
        this.account = ScreenName.fromServer(credentials.username()).replace("-", "");
        this.icq = ScreenName.isNumber(account);
        this.ownName = credentials.username();
        this.queue = new SendQueue(settings.messages().queue());
        this.encoder = newEncoder(now);
        this.now = now;
    }

    Now now() {
        return now;
    }

    void at(Now now) {
        this.now = now;
    }

    /** A number for a request that no other has. */
    long nextRequest() {
        requests = requests == MAX_REQUEST ? 1 : requests + 1;
        return requests;
    }

    /** Sends at once, past the queue. */
    void send(SnacBody body) {
        send(body, nextRequest());
    }

    void send(SnacBody body, long request) {
        frames.add(encoder.encode(Snac.of(body, request)));
    }

    void send(SignOn signOn) {
        frames.add(encoder.encode(signOn));
    }

    void keepAlive() {
        frames.add(encoder.keepAlive());
    }

    /** Sends when the server's rates allow it. */
    long enqueue(SnacBody body) {
        long request = nextRequest();
        queue.add(new SendQueue.Item(body, request, null));
        return request;
    }

    void tell(LegacyEvent event) {
        if (!over) {
            events.add(event);
        }
    }

    /** Goes on with another server: what comes from the one before is not heard any more. */
    void connectTo(Address address) {
        connectTo = address;
        encoder = newEncoder(now);
    }

    void loggedIn() {
        loggedIn = true;
        tell(new LegacyEvent.LoggedIn(ownName));
    }

    boolean isLoggedIn() {
        return loggedIn;
    }

    boolean isOwn(String name) {
        return ScreenName.fromServer(name).equals(account);
    }

    /** Ends the session: as a login that failed, or as a logout where the login was complete. Only the first reason counts. */
    void end(Failure failure, String reason) {
        tell(loggedIn ? new LegacyEvent.LoggedOut(failure, reason) : new LegacyEvent.LoginFailed(failure, reason));
        over = true;
    }

    /** Says to the server that the session ends; what it has said before it hears of that still counts. */
    void lastWord() {
        frames.add(encoder.encode(SignOff.PLAIN));
    }

    /** Ends the session without a word to the core, and with one to the server. */
    void signOff() {
        if (!over) {
            frames.add(encoder.encode(SignOff.PLAIN));
            over = true;
            events.clear();
        }
    }

    boolean isOver() {
        return over;
    }

    Step takeStep(long wakeAt, Step.Side side) {
        Step step = new Step(
                List.copyOf(frames),
                List.copyOf(events),
                over ? Now.NEVER : wakeAt,
                over ? null : connectTo,
                side,
                over);
        frames.clear();
        events.clear();
        connectTo = null;
        return step;
    }

    /** Each connection begins somewhere else, as the protocol's description advises. */
    private static FlapEncoder newEncoder(Now now) {
        return new FlapEncoder((int) (now.nanos() >>> 10));
    }
}
