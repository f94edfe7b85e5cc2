package im.gateway.node.user;

import im.gateway.node.legacy.LegacyCommand;
import im.gateway.node.legacy.LegacyEvent;
import im.gateway.node.legacy.LegacyNetwork;
import im.gateway.node.legacy.LegacyNetwork.Credentials;
import im.gateway.node.legacy.LegacySession;
import im.gateway.node.metrics.DomainMetrics;
import im.gateway.node.user.Input.Held;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The user's one legacy session, and the messages that it was given and that the network has not spoken about. Confined to the user
 * actor; what the session tells goes through {@code events}, with the session's number.
 */
final class LegacyLink {
    private final LegacyNetwork network;
    private final BiConsumer<Long, LegacyEvent> events;
    private final DomainMetrics metrics;
    private final Map<Long, Held> inFlight = new LinkedHashMap<>();
    private @Nullable LegacySession session;
    private long number;
    private boolean loggedIn;
    private long lastMessage;

    LegacyLink(LegacyNetwork network, BiConsumer<Long, LegacyEvent> events, DomainMetrics metrics) {
        this.network = network;
        this.events = events;
        this.metrics = metrics;
    }

    void open(long newNumber, Credentials credentials) {
        number = newNumber;
        countEnd();
        session = network.open(credentials, event -> events.accept(newNumber, event));
    }

    /** Whether the network owes no outcome of a message. */
    boolean isSettled() {
        return inFlight.isEmpty();
    }

    boolean isCurrent(long sessionNumber) {
        return session != null && number == sessionNumber;
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
            inFlight.put(lastMessage, message);
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
            return lost(failed.failure(), failed.reason());
        } else if (event instanceof LegacyEvent.LoggedOut out) {
            return lost(out.failure(), out.reason());
        } else if (event instanceof LegacyEvent.MessageOutcome outcome) {
            Held message = inFlight.remove(outcome.number());
            return message == null ? null : new Input.MessageSettled(message, outcome.error(), outcome.reason());
        } else if (event instanceof LegacyEvent.LoggedIn) {
            loggedIn = true;
            metrics.loginEnded(DomainMetrics.LoginOutcome.SUCCEEDED);
            metrics.sessions(1);
        } else if (event instanceof LegacyEvent.MessageReceived) {
            metrics.messageFromLegacy();
        }
        return new Input.FromLegacy(sessionNumber, event);
    }

    private Input lost(LegacyEvent.Failure failure, String reason) {
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
        List<Held> unconfirmed = new ArrayList<>(inFlight.values());
        inFlight.clear();
        return unconfirmed;
    }

    /** Whether there is a session, at whatever stage. */
    boolean isOpen() {
        return session != null;
    }

    /** Logs out for the user's next actor, see {@link LegacySession#leave}. */
    void leave(Runnable over) {
        if (session == null) {
            over.run();
        } else {
            session.leave(over);
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
