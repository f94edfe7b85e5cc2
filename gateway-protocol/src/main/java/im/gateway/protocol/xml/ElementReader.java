package im.gateway.protocol.xml;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one element that was written by {@link XmlWriter}: from a store, or from another node. */
public final class ElementReader {
    /** What is read here came through a stream, and so through its limits; written again it may be a few times longer. */
    private static final StreamLimits LIMITS = StreamLimits.of(16 * 1024 * 1024, 1024, 1024);

    private final byte[] header;

    /**
     * A reader for elements that were written at one kind of place.
     *
     * @param namespace the default namespace at that place; see {@link XmlWriter#toBytes}
     */
    public ElementReader(String namespace) {
        this.header = StreamHeader.to(namespace, "reader").toXml().getBytes(StandardCharsets.UTF_8);
    }

    /** The element; null where the text is anything but one whole element. */
    public @Nullable Element read(byte[] xml) {
        StreamParser parser = new StreamParser(LIMITS);
        parser.feed(header);
        List<StreamEvent> events = parser.feed(xml);
        return events.size() == 1 && events.get(0) instanceof StreamEvent.StanzaRead read ? read.element() : null;
    }
}
