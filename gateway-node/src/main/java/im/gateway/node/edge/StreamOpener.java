package im.gateway.node.edge;

import im.gateway.protocol.xml.Element;
import im.gateway.protocol.xml.StreamCondition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Opens the streams of one domain on one server. */
interface StreamOpener {
    /** Begins to open a stream and returns at once; all that comes of it is told to the events. */
    Opening open(StreamEvents events);

    /** What is being opened, or open: to be let go. */
    interface Opening {
        /** Closes the connection without any order, if there is one. */
        void abort();
    }

    /** What happens to a stream: called in order, on one thread that must not be blocked. */
    interface StreamEvents {
        /** The socket is connected, and the stream is being opened. */
        void connected();

        /** The handshake was accepted (XEP-0114). Nothing is read until {@link OpenStream#read} is called. */
        void established(OpenStream stream);

        /** Elements that a read has brought; each call of {@link OpenStream#read} brings as much once, and no more. */
        void arrived(List<Element> elements);

        /** The stream is over, or has not come about; nothing follows. */
        void ended(StreamEnd end);
    }

    /** An established stream. Thread-safe. */
    interface OpenStream {
        /** The way out through it. */
        Exit exit();

        /** Reads once more: elements will arrive, or the end. */
        void read();

        /** Writes a space, so that something moves on the connection. */
        void writeSpace();

        /** Ends the stream in order (RFC 6120 section 4.4): writes the end behind what waits; the server's end is told as usual. */
        void finish();
    }

    /**
     * Why a stream ended.
     *
     * @param condition the stream error, the server's or ours; null for none
     * @param reason for the log
     */
    record StreamEnd(@Nullable StreamCondition condition, String reason) {}
}
