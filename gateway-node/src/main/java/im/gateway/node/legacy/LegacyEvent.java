package im.gateway.node.legacy;

import im.gateway.protocol.stanza.Presence;
import im.gateway.protocol.stanza.StanzaCondition;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a session tells the core. Names of legacy users are canonical, see {@link LegacyNetwork#canonicalName}. */
public sealed interface LegacyEvent {
    /** The legacy user whom it is about; null where it is about the session or about many. */
    default @Nullable String contact() {
        return null;
    }

    /**
     * The login is complete.
     *
     * @param ownName the user's name on the network
     */
    record LoggedIn(String ownName) implements LegacyEvent {}

    /** The login came to nothing, and the session is over. */
    record LoginFailed(Failure failure, String reason) implements LegacyEvent {}

    /** A session that was logged in is over. */
    record LoggedOut(Failure failure, String reason) implements LegacyEvent {}

    /** Why there is no session. */
    enum Failure {
        /** The network refuses the name or the password: never tried again by itself. */
        BAD_CREDENTIALS,
        /** The network cannot be reached, closed the connection, or is too busy: tried again after a pause. */
        UNREACHABLE,
        /** The same account logged in elsewhere and ended this login: not tried again until the user asks. */
        REPLACED,
        /** The network refuses this user for another reason (banned, say): not tried again by itself. */
        REFUSED
    }

    /**
     * The contact list that the network keeps, whole.
     *
     * @param contacts in the network's order
     */
    record ContactList(List<Entry> contacts) implements LegacyEvent {
        public ContactList {
            contacts = List.copyOf(contacts);
        }

        /** One contact of the list. */
        public record Entry(String contact, @Nullable String name, List<String> groups) {
            public Entry {
                groups = List.copyOf(groups);
            }
        }
    }

    /**
     * A legacy user is there, or has changed how; or is gone.
     *
     * @param show null when the legacy user is not there
     */
    record ContactPresence(
            String contact,
            Presence.@Nullable Show show,
            @Nullable String status) implements LegacyEvent {}

    /** A legacy user wants to see the Jabber user. */
    record AuthorizationRequested(String contact, @Nullable String text) implements LegacyEvent {}

    /** A legacy user lets the Jabber user see them, or does not. */
    record AuthorizationAnswered(String contact, boolean granted) implements LegacyEvent {}

    /** A legacy user has put the Jabber user on their list, without having to ask. */
    record AddedBy(String contact) implements LegacyEvent {}

    /** A legacy user has taken the Jabber user off their list. */
    record RemovedBy(String contact) implements LegacyEvent {}

    /**
     * A message has come.
     *
     * @param storedAt when it was sent, for a message that the network had stored; null for one sent just now
     * @param autoResponse whether the legacy user's client has written it by itself, because they are away: nobody must answer it
     *     automatically
     */
    record MessageReceived(
            String contact, String body, @Nullable Instant storedAt, boolean autoResponse) implements LegacyEvent {
        /** A message that somebody has written. */
        public MessageReceived(String contact, String body, @Nullable Instant storedAt) {
            this(contact, body, storedAt, false);
        }
    }

    /**
     * The user has written to a legacy user with another client of the network.
     *
     * @param sentAt when, for a message that the network had stored; null for one sent just now
     */
    record MessageSentElsewhere(
            String contact, String body, @Nullable Instant sentAt) implements LegacyEvent {}

    record TypingShown(String contact, Typing state) implements LegacyEvent {}

    /**
     * What became of a message.
     *
     * @param error null when the network has it
     * @param reason the network's own words, null for none
     */
    record MessageOutcome(
            long number,
            @Nullable StanzaCondition error,
            @Nullable String reason) implements LegacyEvent {}

    /** The network cannot add that contact. */
    record AddContactFailed(
            String contact, StanzaCondition error, @Nullable String reason) implements LegacyEvent {}

    /**
     * What has come of a {@link LegacyCommand.ChangeContact}.
     *
     * @param error null when the contact stands there as wanted
     * @param reason the network's own words, null for none
     */
    record ContactChanged(
            long number,
            String contact,
            @Nullable StanzaCondition error,
            @Nullable String reason) implements LegacyEvent {}

    /** Something that the network wants people to read (a message of the day, a notice of the server). */
    record ServiceNotice(String text) implements LegacyEvent {}

    /**
     * What has come of a {@link LegacyCommand.Search}.
     *
     * @param items who was found, in the network's order; nobody where there is an error
     * @param error null where the network has answered
     * @param reason the network's own words, null for none
     */
    record SearchResult(
            long number,
            List<Found> items,
            @Nullable StanzaCondition error,
            @Nullable String reason) implements LegacyEvent {
        public SearchResult {
            items = List.copyOf(items);
        }

        /** Who was found. */
        public static SearchResult of(long number, List<Found> items) {
            return new SearchResult(number, items, null, null);
        }

        public static SearchResult failed(long number, StanzaCondition error, @Nullable String reason) {
            return new SearchResult(number, List.of(), error, reason);
        }

        /** One legacy user who was found; what the network does not tell is null. */
        public record Found(
                String contact,
                @Nullable String first,
                @Nullable String last,
                @Nullable String nick,
                @Nullable String email) {}
    }

    /**
     * What has come of a {@link LegacyCommand.RequestProfile}.
     *
     * @param profile null where there is an error; {@link ContactDetails#NOTHING} for a legacy user who tells nothing
     * @param error null where there is a profile; {@code item-not-found} where the network knows nobody of that name
     * @param reason the network's own words, null for none
     */
    record ContactProfile(
            long number,
            String contact,
            @Nullable ContactDetails profile,
            @Nullable StanzaCondition error,
            @Nullable String reason)
            implements LegacyEvent {
        public static ContactProfile of(long number, String contact, ContactDetails profile) {
            return new ContactProfile(number, contact, profile, null, null);
        }

        public static ContactProfile failed(
                long number, String contact, StanzaCondition error, @Nullable String reason) {
            return new ContactProfile(number, contact, null, error, reason);
        }
    }

    /**
     * A legacy user's picture is another one.
     *
     * @param avatar null where they have none any more
     */
    record ContactAvatar(String contact, Avatar.@Nullable Facts avatar) implements LegacyEvent {}
}
