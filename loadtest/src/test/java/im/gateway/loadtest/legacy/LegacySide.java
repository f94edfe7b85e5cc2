package im.gateway.loadtest.legacy;

import im.gateway.node.legacy.LegacyEvent.ContactList;
import im.gateway.node.legacy.LegacyNetwork;
import im.gateway.node.legacy.LegacyNetwork.Credentials;
import im.gateway.node.legacy.SearchField;
import im.gateway.node.legacy.Typing;
import im.gateway.protocol.stanza.Presence.Show;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A legacy network to test, and the other side of it: the service with its accounts, and a user there. */
public interface LegacySide extends AutoCloseable {
    /** The gateway's side. */
    LegacyNetwork network();

    /** An account on the service. */
    Credentials user();

    /** An account that the service has not. */
    Credentials nobody();

    /** A name that no user of the service can have. */
    String impossibleName();

    /** Another user of the service, offline at first, on nobody's list. */
    Contact contact();

    /** One more, with a name that holds characters which a JID's local part forbids where the service has such names. */
    Contact awkwardContact();

    /** One who lets nobody see them without having been asked, where the service has that. */
    Contact shyContact();

    /** What the directory finds the contact by, each by itself; empty where there is no directory. The contact has to be online. */
    Map<SearchField, String> description();

    /** Gives the account a contact list on the service: one group, these names. */
    void setContactList(String group, List<String> names);

    /**
     * How a contact stands on that list; null where they do not. Asked only of a network whose names and groups can be changed.
     */
    default ContactList.@Nullable Entry listed(String contact) {
        throw new UnsupportedOperationException("the network's names and groups cannot be changed");
    }

    /** The names on that list. */
    List<String> contactList();

    /** Whether the service shows the user as logged in. */
    boolean isOnline();

    /** Text of the user's away message or status, as the service shows it. */
    String shownText();

    /** How many messages the service has acknowledged since it began; empty where nobody can count them from outside. */
    OptionalLong acknowledged();

    /** Closes all connections without a word. */
    void dropConnections();

    /** Takes the service away, or brings it back. */
    void setReachable(boolean reachable);

    @Override
    void close();

    /** A user on the service. */
    interface Contact {
        /** The name in the network's canonical form. */
        String name();

        void signOn();

        void signOff();

        /** Is less available, with this text. */
        void away(String text);

        /** What a user who did that is shown as. */
        default Show awayShow() {
            return Show.AWAY;
        }

        void send(String text);

        void type(Typing state);

        void askForAuthorization(String text);

        /** Tells of themselves what the network lets its users tell; returns a part of it that has to be in the profile. */
        String introduce();

        /** Has this picture from now on, none where there are no bytes; false where the network has no pictures. */
        default boolean picture(byte[] picture) {
            return false;
        }

        /** Has the client write by itself; false where the network cannot tell such messages from others. */
        default boolean sendAutomatically(String text) {
            return false;
        }

        /** Wants to know from now on whether the user is there. */
        void watch();

        /** Whether the user is there, as the network last told the contact who watches. */
        boolean seesUser();

        /** Puts the user on their list; false where the network tells nobody. */
        default boolean add() {
            return false;
        }

        void answerAuthorization(boolean granted);

        /** The next thing that reached the contact: {@code message: ...}, {@code typing: COMPOSING}, {@code asked: ...}, {@code answered: true}; null when nothing comes in time. */
        @Nullable
        String next();
    }
}
