package im.gateway.protocol.xml;

import com.fasterxml.aalto.AsyncByteArrayFeeder;
import com.fasterxml.aalto.AsyncXMLStreamReader;
import com.fasterxml.aalto.async.AsyncByteArrayScanner;
import com.fasterxml.aalto.async.AsyncStreamReaderImpl;
import com.fasterxml.aalto.in.PName;
import com.fasterxml.aalto.in.ReaderConfig;
import java.util.Locale;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/**
 * Aalto's scanner, with what the stream parser has to know of its inside: how far it has read, how many names it remembers, what
 * it is in the middle of. Its configuration is its own, so that no name that a peer made up reaches another stream's tables.
 */
final class AaltoScanner extends AsyncByteArrayScanner {
    private long before;
    private int start;
    private int length;

    private AaltoScanner(ReaderConfig config) {
        super(config);
    }

    static AaltoScanner create() {
        ReaderConfig config = new ReaderConfig();
        config.setActualEncoding("UTF-8");
        // Its eager mode breaks down at text that begins with a character reference (IllegalStateException).
        config.doParseLazily(true);
        return new AaltoScanner(config);
    }

    AsyncXMLStreamReader<AsyncByteArrayFeeder> reader() {
        return new AsyncStreamReaderImpl<>(this);
    }

    @Override
    public void feedInput(byte[] buffer, int from, int count) throws XMLStreamException {
        super.feedInput(buffer, from, count);
        before += length;
        start = from;
        length = count;
    }

    /** Bytes read since the first one. */
    long consumed() {
        return before + position() - start;
    }

    /** Index of the next byte in the array that was fed last. */
    int position() {
        return _inputPtr;
    }

    /** How many names the table holds. */
    int names() {
        return _symbols == null ? 0 : _symbols.size();
    }

    /** What XMPP forbids (RFC 6120 section 11.1) and the scanner is in the middle of, or null. */
    @Nullable
    String restricted() {
        return restricted(_nextEvent);
    }

    /** The word for an event that XMPP forbids, or null for any other. */
    static @Nullable String restricted(int event) {
        return switch (event) {
            case XMLStreamConstants.COMMENT -> "a comment";
            case XMLStreamConstants.PROCESSING_INSTRUCTION -> "a processing instruction";
            case XMLStreamConstants.DTD -> "a document type declaration";
            case XMLStreamConstants.ENTITY_REFERENCE -> "a reference to an undefined entity";
            default -> null;
        };
    }

    @Override
    protected void reportUnexpandedEntityInAttr(PName name, boolean isNsDeclaration) throws XMLStreamException {
        throw new RestrictedXml();
    }

    /**
     * Aalto sees {@code ]]>} in text, which XML 1.0 section 2.4 forbids for the sake of SGML, at some cuts of the bytes and not at
     * others. To take it always is the one way to take it alike; the writer escapes it.
     */
    @Override
    protected void reportIllegalCDataEnd() {}

    @Override
    protected void verifyAndSetXmlEncoding() throws XMLStreamException {
        String declared = _textBuilder.contentsAsString();
        if (!declared.toUpperCase(Locale.ROOT).equals("UTF-8")) {
            throw new UnsupportedEncoding(declared);
        }
        super.verifyAndSetXmlEncoding();
    }

    /** A reference to an entity that XML does not predefine, inside an attribute. */
    static final class RestrictedXml extends XMLStreamException {
        private RestrictedXml() {
            super(restricted(XMLStreamConstants.ENTITY_REFERENCE));
        }
    }

    /** The XML declaration names an encoding that is not UTF-8. */
    static final class UnsupportedEncoding extends XMLStreamException {
        private UnsupportedEncoding(String declared) {
            super("encoding: " + declared + " (expected: UTF-8)");
        }
    }
}
