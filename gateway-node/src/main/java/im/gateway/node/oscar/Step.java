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
 * @param close whether the connection is to be closed after the frames
 */
record Step(
        List<Bytes> frames,
        List<LegacyEvent> events,
        long wakeAt,
        @Nullable Address connectTo,
        boolean close) {}
