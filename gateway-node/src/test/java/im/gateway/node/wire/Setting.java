package im.gateway.node.wire;

import im.gateway.protocol.xml.Element;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Where a story is played: a gateway, and the Jabber side of it. One for each story. */
public interface Setting extends AutoCloseable {
    /** The legacy side of the story. */
    StoryNetwork network();

    /** The Jabber side sends a stanza to the gateway. */
    void send(Element stanza);

    /** The gateway's next stanza for the Jabber side; null when there is none even after {@link #settle}. */
    @Nullable
    Element nextStanza();

    /** Returns when all that was done before, on both sides, has had its effect on both sides. */
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
