package im.gateway.node.user;

import im.gateway.node.legacy.LegacyEvent;
import im.gateway.persistence.Secret;
import im.gateway.protocol.stanza.Message;
import im.gateway.protocol.stanza.Stanza;
import im.gateway.protocol.stanza.StanzaCondition;
import im.gateway.protocol.xml.Element;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything that can happen to a user, as the {@link UserDecider} is told of it. */
sealed interface Input {
    /**
     * A stanza from the Jabber side.
     *
     * @param token the shell's name for it, so that its outcome can be reported; see {@link Effect.Settle}
     */
    record StanzaIn(long token, Stanza stanza) implements Input {}

    /** The legacy session of that number tells something. What an older session still has to say is not listened to. */
    record FromLegacy(long session, LegacyEvent event) implements Input {}

    /**
     * The legacy session of that number is over, or never came to be.
     *
     * @param wasLoggedIn whether it had been logged in
     * @param unconfirmed messages that it had been given and of which the network never said what became of them, oldest first
     */
    record SessionLost(
            long session, boolean wasLoggedIn, LegacyEvent.Failure failure, String reason, List<Held> unconfirmed)
            implements Input {}

    /** The legacy network says what became of a message; a null error: it has it. */
    record MessageSettled(
            Held message,
            @Nullable StanzaCondition error,
            @Nullable String reason) implements Input {}

    /** A timer that was started by {@link Effect.StartTimer} has run out. */
    record TimerFired(Timer timer) implements Input {}

    /**
     * The actor is there and knows its record: at the start, and when somebody wants it awake.
     *
     * @param told what the user was told before; null where that is not known
     */
    record Woken(@Nullable Told told) implements Input {
        Woken() {
            this(null);
        }
    }

    /** Stanzas for the user could not be written to any stream. */
    record NotWritten(List<Element> stanzas) implements Input {}

    /** Of stanzas for the user it will perhaps never be known whether they were written. */
    record NotAnswered(List<Element> stanzas) implements Input {}

    /** The gateway's domain has a stream again. */
    record StreamBack() implements Input {}

    /** It is this user's turn to be asked for their presence, see {@link Effect.AwaitTurnToAsk}. */
    record TurnToAsk() implements Input {}

    /** The table of registrations has been read; null where it could not be. */
    record RegistrationsRead(Effect.ReadRegistrations asked, Effect.@Nullable Registrations found) implements Input {}

    /** All buffered stanzas up to that number have been written. */
    record BufferWritten(long upToNumber) implements Input {}

    /** The last node goes down for good. */
    record ServiceEnds() implements Input {}

    /** The password that is stored as {@code old} is sealed with the newest key. */
    record SealedAnew(Secret old, Secret password) implements Input {}

    /** What was decided for this input could not be stored, so nothing of it has happened. */
    record StoreFailed(Input of) implements Input {}

    /** A message that waits for the login or for its outcome, with the token that is settled then. */
    record Held(long token, Message message, String contact, String body) {}

    /** What a user waits for. Each timer is running at most once. */
    enum Timer {
        /** The pause before the next login has passed. */
        RETRY_LOGIN,
        /** The session that checked the credentials has waited long enough for the user to come online. */
        UNUSED_SESSION,
        /** The outage has lasted so long that the user is to hear of it. */
        TELL_OUTAGE,
        /** If the login that ended ours was another node's, this node has been told to go by now. */
        TELL_REPLACED,
        /** Whoever answers the question who is online has answered by now. */
        PROBE_ANSWERED,
        /** That question has not reached the user's server, which may be there again by now. */
        PROBE_AGAIN,
        /** Contacts that the network has not reported since the login are not there. */
        RECONCILE,
        /** A contact that was just added and has not been reported is not there. */
        FIRST_PRESENCE,
        /** Whoever was told of the contact list has answered by now. */
        LIST_ANSWER,
        /** The network has had its time for the oldest question. */
        OLD_QUESTIONS
    }
}
