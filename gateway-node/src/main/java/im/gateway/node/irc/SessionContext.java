package im.gateway.node.irc;

import im.gateway.node.legacy.LegacyEvent;
import im.gateway.node.legacy.LegacyEvent.Failure;
import im.gateway.node.legacy.LegacyNetwork.Credentials;
import im.gateway.protocol.irc.IrcLine;
import im.gateway.protocol.irc.Isupport;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the parts of one session share: what is known of the server and of the user there, and what is to be done next. Not thread-safe. */
final class SessionContext {
    final IrcSettings settings;
    final Credentials credentials;
    /** The user's nick on the server, as the server last called it. */
    String nick;

    Isupport isupport = Isupport.NONE;
    /** The capabilities that the server has granted. */
    final Set<String> capabilities = new HashSet<>();

    /** Whether answers carry the label of what they answer (IRCv3 labeled-response): asked for with every line. */
    private boolean labels;

    /** Lines that do not wait in the queue: the login's, answers to pings. */
    private final List<IrcLine> lines = new ArrayList<>();

    private final List<LegacyEvent> events = new ArrayList<>();
    private Now now;
    private boolean loggedIn;
    private boolean over;

    SessionContext(IrcSettings settings, Credentials credentials, Now now) {
        this.settings = settings;
        this.credentials = credentials;
        this.nick = credentials.username();
        this.now = now;
    }

    /** The server has granted these as well. */
    void grant(Set<String> more) {
        capabilities.addAll(more);
        labels = capabilities.contains("labeled-response");
    }

    boolean hasLabels() {
        return labels;
    }

    Now now() {
        return now;
    }

    void at(Now now) {
        this.now = now;
    }

    /** Sends a line at once, past the queue. */
    void send(IrcLine line) {
        lines.add(line);
    }

    void tell(LegacyEvent event) {
        if (!over) {
            events.add(event);
        }
    }

    void loggedIn() {
        loggedIn = true;
        tell(new LegacyEvent.LoggedIn(nick));
    }

    boolean isLoggedIn() {
        return loggedIn;
    }

    /** Ends the session: as a login that failed, or as a logout where the login was complete. Only the first reason counts. */
    void end(Failure failure, String reason) {
        tell(loggedIn ? new LegacyEvent.LoggedOut(failure, reason) : new LegacyEvent.LoginFailed(failure, reason));
        over = true;
    }

    /** Ends the session without a word. */
    void endSilently() {
        over = true;
        events.clear();
    }

    boolean isOver() {
        return over;
    }

    /** The form of a name that is equal for each of its spellings on this server. */
    String fold(String name) {
        return isupport.caseMapping().fold(name);
    }

    boolean isOwn(String name) {
        return name.equals(nick) || fold(name).equals(fold(nick));
    }

    List<IrcLine> takeLines() {
        List<IrcLine> taken = List.copyOf(lines);
        lines.clear();
        return taken;
    }

    List<LegacyEvent> takeEvents() {
        List<LegacyEvent> taken = List.copyOf(events);
        events.clear();
        return taken;
    }
}
