package im.gateway.node.legacy;

import im.gateway.protocol.jid.ContactAddress;
import im.gateway.protocol.jid.Jid;
import im.gateway.protocol.stanza.StanzaCondition;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One legacy service, as the core sees it. Thread-safe. */
public interface LegacyNetwork {
    /** What the network is and can do; the same for the life of the node. */
    Profile profile();

    /**
     * What the network is and can do.
     *
     * @param discoType the type of the gateway's identity in service discovery, {@code irc} say (category {@code gateway})
     * @param name the service's name for people, "IRC" say
     * @param features what it can do
     */
    record Profile(String discoType, String name, Set<Feature> features) {
        public Profile {
            features = Set.copyOf(features);
        }
    }

    /** What a network may be able to do. */
    enum Feature {
        /** It keeps the user's contact list and sends it at login. Otherwise the gateway's list is all there is. */
        CONTACT_LIST,
        /** A legacy user is asked before somebody sees their presence. Otherwise every subscription is granted at once. */
        AUTHORIZATION,
        /** It stores messages for a legacy user who is offline. */
        OFFLINE_MESSAGES,
        /** It tells when somebody is typing. */
        TYPING,
        /** It has a directory that can be searched, see {@link LegacyNetwork#searchFields}. */
        SEARCH,
        /** It tells more of a legacy user than the name, to who asks. */
        PROFILE,
        /** Its users may have pictures, and it tells who has which. */
        AVATAR,
        /** Names and groups of the contact list that it keeps can be changed. */
        GROUPS,
        /** Nobody on the way to it can read along (TLS). */
        ENCRYPTED,
        /** It can be told not to show the user to certain people. Otherwise a block is the gateway's own affair. */
        BLOCKING
    }

    /** What a search can ask for, in the order of its form; asked of a network with {@link Feature#SEARCH} only. */
    default List<SearchField> searchFields() {
        return List.of(SearchField.FIRST, SearchField.LAST, SearchField.NICK, SearchField.EMAIL);
    }

    /**
     * The canonical form of a legacy user's name, as it is stored and as it stands (escaped, XEP-0106) in the contact's address; two
     * spellings of one name give the same. Pure, and the same before and after a login.
     *
     * @return null where the network cannot have a user of that name
     */
    @Nullable
    String canonicalName(String typed);

    /**
     * The canonical name of the legacy user whose address this is. A name has one address, that of its canonical form: whoever is
     * written to under another spelling would answer from an address that the sender does not know, so nobody is there (RFC 6120
     * section 8.3.3.7, {@code item-not-found}). From a spelling, {@code jabber:iq:gateway} makes the address.
     *
     * @return null where no legacy user can have this address
     */
    default @Nullable String nameAt(Jid address) {
        String typed = ContactAddress.legacyName(address);
        String name = typed == null ? null : canonicalName(typed);
        return name != null && name.equals(typed) ? name : null;
    }

    /**
     * Begins a login and returns at once. What comes of it, and all that follows, is told to {@code events}: first
     * {@link LegacyEvent.LoggedIn} or {@link LegacyEvent.LoginFailed}. After a {@code LoginFailed} or {@link LegacyEvent.LoggedOut} the session
     * is over by itself, and nothing follows.
     *
     * @param name the session's in log lines
     */
    LegacySession open(SessionName name, Credentials credentials, LegacyEvents events);

    /** Checks the form of a name and a password before anybody is asked; null where it could be right. */
    @Nullable
    StanzaCondition refusal(Credentials credentials);

    /** Name and password on the legacy service. */
    record Credentials(String username, String password) {
        @Override
        public String toString() {
            return "Credentials[" + username + "]";
        }
    }
}
