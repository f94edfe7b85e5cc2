package im.gateway.node.user;

import im.gateway.node.legacy.LegacyCommand;
import im.gateway.node.legacy.LegacyEvent;
import im.gateway.node.legacy.LegacyNetwork;
import im.gateway.node.legacy.LegacyNetwork.Credentials;
import im.gateway.node.legacy.LegacySession;
import im.gateway.node.legacy.SessionName;
import im.gateway.node.metrics.DomainMetrics;
import im.gateway.node.user.Input.Held;
import im.gateway.persistence.RegistrationId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The user's one legacy session, and the messages that it was given and that the network has not spoken about. Confined to the user
 * actor; what the session tells goes through {@code events}, with the session's number.
 */
final class LegacyLink {
    private static final Logger LOG = LoggerFactory.getLogger(LegacyLink.class);

    private final LegacyNetwork network;
    private final RegistrationId user;
    private final long since;
    private final BiConsumer<Long, LegacyEvent> events;
    private final DomainMetrics metrics;
    /** Oldest first, which is mostly the one that the network speaks about next. */
    private final Deque<Given> inFlight = new ArrayDeque<>(1);

    private @Nullable LegacySession session;
    private @Nullable SessionName name;
    private boolean loggedIn;
    private long lastMessage;

    private record Given(long number, Held message) {}

    /**
     * Without a session.
     *
     * @param since when the user's actor began, in milliseconds: with their numbers, it names its sessions
     */
    LegacyLink(
            LegacyNetwork network,
            RegistrationId user,
            long since,
            BiConsumer<Long, LegacyEvent> events,
            DomainMetrics metrics) {
        this.network = network;
        this.user = user;
        this.since = since;
        this.events = events;
        this.metrics = metrics;
    }

    void open(long newNumber, Credentials credentials) {
        SessionName newName = new SessionName(user.domain(), user.user(), newNumber, since);
        LOG.debug("session={} event=opening", newName);
        name = newName;
        countEnd();
        session = network.open(newName, credentials, event -> events.accept(newNumber, event));
    }

    /** Whether the network owes no outcome of a message. */
    boolean isSettled() {
        return inFlight.isEmpty();
    }

    boolean isCurrent(long sessionNumber) {
        return session != null && name != null && name.number() == sessionNumber;
    }

    /** What the log calls the newest session; null where there never was one. */
    @Nullable
    SessionName name() {
        return name;
    }

    void perform(LegacyCommand command) {
        if (session != null) {
            session.perform(command);
        }
    }

    void send(Held message) {
        if (session != null) {
            lastMessage++;
            metrics.messageToLegacy();
            inFlight.addLast(new Given(lastMessage, message));
            if (LOG.isDebugEnabled()) {
                LOG.debug("session={} event=message-given message={}", name, lastMessage);
            }
            session.perform(new LegacyCommand.SendMessage(lastMessage, message.contact(), message.body()));
        }
    }

    /** What a session's event means for the decider; null for one that means nothing (any more). */
    @Nullable
    Input translate(long sessionNumber, LegacyEvent event) {
        if (!isCurrent(sessionNumber)) {
            return null;
        }
        if (event instanceof LegacyEvent.LoginFailed failed) {
            metrics.loginEnded(
                    failed.failure() == LegacyEvent.Failure.BAD_CREDENTIALS
                            ? DomainMetrics.LoginOutcome.BAD_CREDENTIALS
                            : DomainMetrics.LoginOutcome.FAILED);
            return lost(sessionNumber, failed.failure(), failed.reason());
        } else if (event instanceof LegacyEvent.LoggedOut out) {
            return lost(sessionNumber, out.failure(), out.reason());
        } else if (event instanceof LegacyEvent.MessageOutcome outcome) {
            if (LOG.isDebugEnabled()) {
                LOG.debug(
                        "session={} event=message-answered message={} error={}",
                        name,
                        outcome.number(),
                        outcome.error());
            }
            Held message = take(outcome.number());
            return message == null ? null : new Input.MessageSettled(message, outcome.error(), outcome.reason());
        } else if (event instanceof LegacyEvent.LoggedIn) {
            LOG.debug("session={} event=logged-in", name);
            loggedIn = true;
            metrics.loginEnded(DomainMetrics.LoginOutcome.SUCCEEDED);
            metrics.sessions(1);
        } else if (event instanceof LegacyEvent.MessageReceived) {
            metrics.messageFromLegacy();
        }
        return new Input.FromLegacy(sessionNumber, event);
    }

    private @Nullable Held take(long number) {
        for (Iterator<Given> all = inFlight.iterator(); all.hasNext(); ) {
            Given given = all.next();
            if (given.number() == number) {
                all.remove();
                return given.message();
            }
        }
        return null;
    }

    /** The reason is not in the line: it may be the words of people. */
    private Input lost(long number, LegacyEvent.Failure failure, String reason) {
        LOG.debug("session={} event=over was-logged-in={} failure={}", name, loggedIn, failure);
        session = null;
        boolean was = loggedIn;
        countEnd();
        return new Input.SessionLost(number, was, failure, reason, takeInFlight());
    }

    private void countEnd() {
        if (loggedIn) {
            loggedIn = false;
            metrics.sessions(-1);
        }
    }

    private List<Held> takeInFlight() {
        List<Held> unconfirmed = inFlight.stream().map(Given::message).toList();
        inFlight.clear();
        return unconfirmed;
    }

    /** Whether there is a session, at whatever stage. */
    boolean isOpen() {
        return session != null;
    }

    /** Logs out for the user's next session, see {@link LegacySession#leave}. */
    void leave(Runnable over) {
        if (session == null) {
            over.run();
        } else {
            session.leave(over);
        }
    }

    /** Closes the connection of a session that was left; what it has said still counts, and it is told to be over. */
    void hangUp() {
        if (session != null) {
            session.close();
        }
    }

    /**
     * Logs out in order, so that the network still gets what it was given before.
     *
     * @return the messages of which it will no longer say what became of them
     */
    List<Held> close() {
        if (session != null) {
            session.close();
            session = null;
        }
        countEnd();
        return takeInFlight();
    }
}
