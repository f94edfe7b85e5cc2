package im.gateway.node.oscar;

import im.gateway.node.legacy.LegacyEvent;
import im.gateway.protocol.oscar.Bytes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a session wants done.
 *
 * @param frames to write, in order, before anything else
 * @param events to tell the core, in order
 * @param wakeAt when the session wants to be asked again at the latest, in nanoseconds of {@link Now}; {@link Now#NEVER} for not at all
 * @param connectTo another server to connect to, in the place of the one now
 * @param side what to do about the second connection
 * @param close whether the connection is to be closed after the frames
 */
record Step(
        List<Bytes> frames,
        List<LegacyEvent> events,
        long wakeAt,
        @Nullable Address connectTo,
        Side side,
        boolean close) {
    /**
     * What a session wants done with its second connection, to a server that does one thing only. In this order.
     *
     * @param close whether to close the one that is there
     * @param connectTo where to connect to, in its place
     * @param frames to write
     */
    record Side(@Nullable Address connectTo, List<Bytes> frames, boolean close) {}
}
