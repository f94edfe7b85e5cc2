package im.gateway.node.cluster;

import im.gateway.protocol.stanza.Stanza;
import im.gateway.protocol.stanza.StanzaReader;
import im.gateway.protocol.xml.StreamEvent;
import im.gateway.protocol.xml.StreamHeader;
import im.gateway.protocol.xml.StreamLimits;
import im.gateway.protocol.xml.StreamParser;
import im.gateway.protocol.xml.XmlWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A stanza as the bytes of its XML, and back. */
final class StanzaBytes {
    private static final byte[] HEADER =
            StreamHeader.to(Stanza.NAMESPACE, "node").toXml().getBytes(StandardCharsets.UTF_8);

    /** What came through an edge has passed its limits; written again it may be a few times longer. */
    private static final StreamLimits LIMITS = StreamLimits.of(16 * 1024 * 1024, 1024, 1024);

    private StanzaBytes() {}

    static byte[] write(Stanza stanza) {
        return XmlWriter.toBytes(stanza.element(), Stanza.NAMESPACE);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalArgumentException when it is something else
     */
    static Stanza read(byte[] bytes) {
        StreamParser parser = new StreamParser(LIMITS);
        parser.feed(HEADER);
        List<StreamEvent> events = parser.feed(bytes);
        if (events.size() == 1
                && events.get(0) instanceof StreamEvent.StanzaRead read
                && StanzaReader.read(read.element()) instanceof StanzaReader.Reading.Valid valid) {
            return valid.stanza();
        }
        throw new IllegalArgumentException("stanza: " + bytes.length + " bytes that are none (expected: one stanza)");
    }
}
