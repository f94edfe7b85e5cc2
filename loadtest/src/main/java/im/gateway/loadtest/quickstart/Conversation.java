package im.gateway.loadtest.quickstart;

/**
 * What a Jabber user and a user of the IRC network do to each other through the gateway, from the discovery of the gateway to the
 * removal of the registration.
 *
 * <p>An implementation is found by {@link java.util.ServiceLoader}.
 */
public interface Conversation {

    /**
     * Plays it once and leaves nothing behind: no connection, no registration.
     *
     * @param narrator takes each step, prints and times it; a step that throws ends the conversation
     * @throws Exception of the step that did not hold
     */
    void play(Stage stage, Narrator narrator) throws Exception;
}
