package im.gateway.node.legacy;

import im.gateway.protocol.stanza.Presence;
import java.util.List;
import java.util.Map;
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

    /**
     * Changes how a legacy user stands on the network's contact list. What has come of it comes as {@link LegacyEvent.ContactChanged} with
     * the same number, once; the list as it is then comes before it, where it has changed. Asked only of a network with
     * {@link LegacyNetwork.Feature#GROUPS}.
     *
     * @param number chosen by the core, unique in this session among searches, profiles and changes, counting up; 0 where nobody waits
     * @param name what the Jabber user calls them, null for nothing in particular
     * @param groups in which they stand, empty for where they are; where the network has everybody in one group, the one in which they
     *     are if it is among these, else the first
     */
    record ChangeContact(
            long number, String contact, @Nullable String name, List<String> groups) implements LegacyCommand {
        public ChangeContact {
            groups = List.copyOf(groups);
        }
    }

    /**
     * Has the network show the user to this legacy user as offline, and keep what they write away, as far as it can. Changes nothing where
     * that is so. Asked only of a network with {@link LegacyNetwork.Feature#BLOCKING}, which remembers it, at each login anew.
     */
    record Block(String contact) implements LegacyCommand {}

    /** Takes back {@link Block}, also one that another client of the network's has asked for. */
    record Unblock(String contact) implements LegacyCommand {}

    /**
     * Looks for legacy users; the answer comes as {@link LegacyEvent.SearchResult} with the same number, once. Asked only of a network
     * with {@link LegacyNetwork.Feature#SEARCH}.
     *
     * @param number chosen by the core, unique in this session among searches and profiles, counting up
     * @param fields what was filled in, of {@link LegacyNetwork#searchFields}: at least one, none of them blank
     */
    record Search(long number, Map<SearchField, String> fields) implements LegacyCommand {
        public Search {
            fields = Map.copyOf(fields);
        }
    }

    /**
     * Asks what a legacy user tells of themselves; the answer comes as {@link LegacyEvent.ContactProfile} with the same number, once. Asked
     * only of a network with {@link LegacyNetwork.Feature#PROFILE} or {@link LegacyNetwork.Feature#AVATAR}.
     *
     * @param number chosen by the core, unique in this session among searches and profiles, counting up
     */
    record RequestProfile(long number, String contact) implements LegacyCommand {}
}
