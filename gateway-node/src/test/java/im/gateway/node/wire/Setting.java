package im.gateway.node.wire;

import im.gateway.node.legacy.LegacyEvent;
import im.gateway.protocol.xml.Element;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a story is played: a gateway, the Jabber side of it and the legacy side of it. One for each story. */
interface Setting extends AutoCloseable {
    /** The Jabber side sends a stanza to the gateway. */
    void send(Element stanza);

    /** The gateway's next stanza for the Jabber side; null when there is none even after {@link #settle}. */
    @Nullable
    Element nextStanza();

    /** What the legacy side sees next, in {@link LegacyWords}; null when there is nothing even after {@link #settle}. */
    @Nullable
    List<String> nextSeen();

    /** Whether something is true of the legacy side, in {@link LegacyWords}, after {@link #settle}. */
    boolean holds(List<String> words);

    /** What is true of the legacy side, for a failure's message. */
    String legacyState();

    /** The legacy side does something. */
    void legacy(LegacyEvent event);

    /** An account's password is changed on the legacy service. */
    void account(String name, String password);

    /** The legacy service goes away, or comes back. */
    void service(boolean up);

    /** A legacy user's name in the form in which its network has it. */
    String canonicalName(String name);

    /** Returns when all that was done before has had its effect. */
    void settle();

    /** The user's actor is lost with its memory, and comes back; stanzas that have no outcome yet are handed on again. */
    void crash();

    /** The last node is stopped. */
    void shutdown();

    /** Lets time pass. */
    void pass(Duration time);

    @Override
    void close();

    /** Makes settings of one kind. */
    interface Factory {
        Setting create(Story.Cast cast);
    }
}
