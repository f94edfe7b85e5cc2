package im.gateway.loadtest.story;

import im.gateway.node.legacy.LegacyEvent;
import im.gateway.node.legacy.LegacyNetwork;
import java.util.List;

/**
 * The far side of a network: the service, and the people on it whom stories speak of. All names are those of the story in their canonical form;
 * what each is called on the network is this side's business.
 */
interface People extends AutoCloseable {
    /** The gateway's own network, which logs in to the service. */
    LegacyNetwork network();

    /** What the network calls who is so called in the story. */
    String toNetwork(String name);

    /** The other way round. */
    String toStory(String name);

    /** Somebody on the network does something, in the story's words. */
    void does(List<String> words);

    /** The service goes away, or comes back. */
    void service(boolean up);

    /** Whether this has reached a person: a message, a typing notice, an answer to a request; in the words of the story. Each counts once. */
    boolean received(List<String> words);

    /** Whether the service shows the user to others. */
    boolean isOnline();

    /** Whether somebody is on the network. */
    boolean isThere(String name);

    /** Whether the service tells the user's session about somebody. */
    boolean watches(String name);

    /** The contact list that the service keeps for the user; empty where it keeps none. */
    default List<LegacyEvent.ContactList.Entry> list() {
        return List.of();
    }

    /** Whether the service shows the user, who is online, to somebody who wants to know. */
    boolean maySeeUser(String name);

    /** Whether the service shows the user so, as far as it knows such a thing. */
    boolean shows(List<String> words);

    /** How the service shows the user, for a failure's message. */
    String shown();

    /** The user's session is over: whoever a story does not bring back is away when the next one begins, as the story supposes. */
    void allLeave();

    /** Ends the user's connections without a word. */
    void cut();

    /**
     * Does what there is to do for the connections to carry what was written to them.
     *
     * @param loggedIn whether the user has a session, which has to be there, and nothing else
     * @return whether nothing had to be done, and nothing happened since the last time
     */
    boolean isQuiet(boolean loggedIn);

    @Override
    void close();
}
