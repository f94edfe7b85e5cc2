package im.gateway.node.wire;

import im.gateway.node.legacy.LegacyNetwork;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The legacy side of a story: the network that the gateway is given, and the people on it (juliet, the nurse) with what they do and
 * see, in {@link LegacyWords}. One for each story. A network that is scripted answers as the story says; behind a real one stand real
 * clients, and what a word means is up to their protocol.
 */
public interface StoryNetwork extends AutoCloseable {
    /** What the gateway logs in to; the same for all of its nodes. */
    LegacyNetwork network();

    /** What the legacy side sees next; null when there is nothing now. */
    @Nullable
    List<String> nextSeen();

    /** Whether something is true of the legacy side now. */
    boolean holds(List<String> words);

    /** What is true of the legacy side, for a failure's message. */
    String state();

    /**
     * The legacy side does something.
     *
     * @throws IllegalArgumentException when it does not know these words; says what was wrong
     * @throws IllegalStateException when it cannot be done now, as without a login
     */
    void does(List<String> words);

    /** The legacy service goes away, or comes back. */
    void service(boolean up);

    /** A legacy user's name, as stories have it, in the form in which the network has it. */
    default String nameOf(String name) {
        return Objects.requireNonNull(network().canonicalName(name), () -> "no name of the network: " + name);
    }

    /**
     * Returns when all that the gateway's sessions were given before has reached the legacy side, and all that the legacy side did
     * before has reached the sessions' listeners. A network in the same process without queues has nothing to wait for.
     */
    void settle();

    /** The process that held the sessions is gone: the network hears nothing but the end of their connections. */
    void abandon();

    @Override
    void close();

    /** Makes networks of one kind. */
    interface Factory {
        StoryNetwork create(Story.Cast cast);
    }
}
