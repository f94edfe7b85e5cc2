package im.gateway.node.cluster;

import im.gateway.protocol.stanza.Stanza;
import im.gateway.protocol.stanza.StanzaReader;
import im.gateway.protocol.xml.Element;
import im.gateway.protocol.xml.ElementReader;
import im.gateway.protocol.xml.XmlWriter;

/** A stanza as the bytes of its XML, and back. */
final class StanzaBytes {
    private static final ElementReader READER = new ElementReader(Stanza.NAMESPACE);

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
        Element element = READER.read(bytes);
        if (element != null && StanzaReader.read(element) instanceof StanzaReader.Reading.Valid valid) {
            return valid.stanza();
        }
        throw new IllegalArgumentException("stanza: " + bytes.length + " bytes that are none (expected: one stanza)");
    }
}
