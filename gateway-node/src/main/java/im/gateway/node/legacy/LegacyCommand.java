package im.gateway.node.legacy;

import im.gateway.protocol.stanza.Presence;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the core asks of a session. Names of legacy users are canonical, see {@link LegacyNetwork#canonicalName}. */
public sealed interface LegacyCommand {
    /** Shows the user's own availability to the network. */
    record ShowPresence(Presence.Show show, @Nullable String status) implements LegacyCommand {}

    /** Watches these legacy users from now on, together with those watched already. */
    record Watch(List<String> contacts) implements LegacyCommand {
        public Watch {
            contacts = List.copyOf(contacts);
        }
    }

    /** Puts a legacy user on the network's contact list where it has one, asks for authorization where it wants that, and watches. */
    record AddContact(String contact) implements LegacyCommand {}

    /** Takes a legacy user off the list and no longer watches. */
    record RemoveContact(String contact) implements LegacyCommand {}

    /** Answers a legacy user who asked for authorization. */
    record AnswerAuthorization(String contact, boolean granted) implements LegacyCommand {}

    /**
     * Sends a message; its outcome comes back as {@link LegacyEvent.MessageOutcome} with the same number.
     *
     * @param number chosen by the core, unique in this session, counting up
     */
    record SendMessage(long number, String contact, String body) implements LegacyCommand {}

    /** Shows that the user is typing, has paused, or has stopped. Does nothing where the network has no such thing. */
    record ShowTyping(String contact, Typing state) implements LegacyCommand {}
}
