package im.gateway.protocol.xml;

import com.fasterxml.aalto.AsyncByteArrayFeeder;
import com.fasterxml.aalto.AsyncXMLStreamReader;
import com.fasterxml.aalto.UncheckedStreamException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one direction of an XMPP stream (RFC 6120 section 4) to values. It is fed whatever came from a socket, cut anywhere,
 * and says what that completed. It holds the incomplete stanza and nothing else: between stanzas, white space and time cost
 * nothing. Not thread-safe.
 *
 * <p>What RFC 6120 section 11.1 forbids ends in {@code restricted-xml}, what is not UTF-8 in {@code unsupported-encoding} (section
 * 4.9.3.22), what goes over a limit in {@code policy-violation}, what is not XML in {@code not-well-formed}.
 */
public final class StreamParser {
    /** Aalto is fed at most so many bytes at once, so that limits are looked at inside a start tag of any length. */
    private static final int SLICE = 8 * 1024;

    private static final byte[] NOTHING = {};

    private final StreamLimits limits;
    private final Utf8Check utf8 = new Utf8Check();
    private final TreeBuilder tree = new TreeBuilder();
    private AaltoScanner scanner = AaltoScanner.create();
    private AsyncXMLStreamReader<AsyncByteArrayFeeder> reader = scanner.reader();
    private byte[] copy = NOTHING;

    /** The opening tag as it has to be said to a fresh scanner; null until there was one. */
    private byte @Nullable [] opening;

    /** Where, in the scanner's count, the incomplete stanza began, and how many names were known then. */
    private long stanzaStart;

    private int namesBefore;
    private int namesMeasured;
    private boolean over;

    public StreamParser(StreamLimits limits) {
        this.limits = limits;
    }

    /** Reads all of the bytes; see {@link #feed(byte[], int, int)}. */
    public List<StreamEvent> feed(byte[] bytes) {
        return feed(bytes, 0, bytes.length);
    }

    /** Reads all that remains in the buffer; see {@link #feed(byte[], int, int)}. */
    public List<StreamEvent> feed(ByteBuffer bytes) {
        List<StreamEvent> events = new ArrayList<>();
        while (bytes.hasRemaining() && !over) {
            int length = Math.min(SLICE, bytes.remaining());
            if (copy.length < length) {
                copy = new byte[SLICE];
            }
            bytes.get(copy, 0, length);
            feedChecked(copy, 0, length, events);
        }
        bytes.position(bytes.limit());
        return events;
    }

    /**
     * Reads bytes. The array may be used again afterwards.
     *
     * @return what they completed, in order; empty once the stream has closed or failed
     */
    public List<StreamEvent> feed(byte[] bytes, int offset, int length) {
        List<StreamEvent> events = new ArrayList<>();
        int end = offset + length;
        for (int at = offset; at < end && !over; at += SLICE) {
            feedChecked(bytes, at, Math.min(end, at + SLICE), events);
        }
        return events;
    }

    private void feedChecked(byte[] bytes, int start, int end, List<StreamEvent> events) {
        int wrong = utf8.firstWrong(bytes, start, end);
        try {
            feedSlice(bytes, start, wrong, events);
        } catch (XMLStreamException broken) {
            failBroken(broken, events);
        } catch (UncheckedStreamException inText) {
            // So Aalto reports what is wrong in text, since the method that reads text declares no exception.
            failBroken(
                    inText.getCause() instanceof XMLStreamException broken ? broken : new XMLStreamException(inText),
                    events);
        }
        if (wrong < end && !over) {
            String found = Integer.toHexString(bytes[wrong] & 0xFF);
            fail(StreamCondition.UNSUPPORTED_ENCODING, "byte: 0x" + found + " (expected: UTF-8)", events);
        }
    }

    private void feedSlice(byte[] bytes, int start, int end, List<StreamEvent> events) throws XMLStreamException {
        if (start == end) {
            return;
        }
        scanner.feedInput(bytes, start, end - start);
        while (!over) {
            int token = reader.next();
            if (token == AsyncXMLStreamReader.EVENT_INCOMPLETE) {
                checkIncomplete(events);
                return;
            }
            on(token, events);
            if (token == XMLStreamConstants.END_ELEMENT
                    && tree.depth() == 0
                    && !over
                    && scanner.names() > limits.names()) {
                renew(bytes, end);
            }
        }
    }

    private void on(int token, List<StreamEvent> events) {
        if (!checkSize(events)) {
            return;
        }
        switch (token) {
            case XMLStreamConstants.START_DOCUMENT -> checkDeclaration(events);
            case XMLStreamConstants.START_ELEMENT -> startElement(events);
            case XMLStreamConstants.END_ELEMENT -> endElement(events);
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> text(events);
            default -> failRestricted(AaltoScanner.restricted(token), events);
        }
    }

    /** RFC 6120 section 11.4 and 11.6: XML 1.0 in UTF-8 and nothing else. The encoding was checked by the scanner. */
    private void checkDeclaration(List<StreamEvent> events) {
        String version = reader.getVersion();
        if (version != null && !version.equals("1.0")) {
            fail(StreamCondition.NOT_WELL_FORMED, "XML version: " + version + " (expected: 1.0)", events);
        }
    }

    private void startElement(List<StreamEvent> events) {
        if (!checkNames(events)) {
            return;
        }
        if (opening == null) {
            open(events);
        } else if (tree.depth() == limits.depth()) {
            fail(
                    StreamCondition.POLICY_VIOLATION,
                    "depth: " + (tree.depth() + 1) + " (expected: <= " + limits.depth() + ")",
                    events);
        } else {
            tree.start(reader);
        }
    }

    /** RFC 6120 section 4.8: the root has to be a stream. Whether its content is what was wanted is for the reader of the header. */
    private void open(List<StreamEvent> events) {
        String namespace = reader.getNamespaceURI();
        if (!StreamHeader.NAMESPACE.equals(namespace)) {
            fail(
                    StreamCondition.INVALID_NAMESPACE,
                    "stream namespace: " + namespace + " (expected: " + StreamHeader.NAMESPACE + ")",
                    events);
        } else if (!reader.getLocalName().equals("stream")) {
            fail(StreamCondition.BAD_FORMAT, "root element: " + reader.getLocalName() + " (expected: stream)", events);
        } else {
            opening = OpeningTag.of(reader);
            stanzaEnded();
            String content = reader.getNamespaceContext().getNamespaceURI("");
            events.add(new StreamEvent.Opened(new StreamHeader(
                    content == null ? "" : content,
                    reader.getAttributeValue("", "id"),
                    reader.getAttributeValue("", "from"),
                    reader.getAttributeValue("", "to"),
                    reader.getAttributeValue("", "version"))));
        }
    }

    private void endElement(List<StreamEvent> events) {
        if (tree.depth() == 0) {
            over = true;
            events.add(new StreamEvent.Closed());
            return;
        }
        Element stanza = tree.end();
        if (stanza != null) {
            stanzaEnded();
            events.add(new StreamEvent.StanzaRead(stanza));
        }
    }

    private void text(List<StreamEvent> events) {
        if (tree.depth() > 0) {
            tree.text(reader.getText());
        } else if (reader.isWhiteSpace()) {
            stanzaEnded();
        } else {
            fail(StreamCondition.BAD_FORMAT, "text between stanzas (expected: white space or an element)", events);
        }
    }

    private void stanzaEnded() {
        stanzaStart = scanner.consumed();
        namesBefore = scanner.names();
    }

    /** What has to hold also while nothing is complete, and what can be known before it is. */
    private void checkIncomplete(List<StreamEvent> events) {
        String restricted = scanner.restricted();
        if (checkSize(events) && restricted != null) {
            failRestricted(restricted, events);
        }
    }

    private boolean checkSize(List<StreamEvent> events) {
        String excess = excess();
        if (excess != null) {
            fail(StreamCondition.POLICY_VIOLATION, excess, events);
        }
        return excess == null;
    }

    private @Nullable String excess() {
        if (scanner.consumed() - stanzaStart > limits.stanzaBytes()) {
            return "stanza size: more than " + limits.stanzaBytes() + " bytes (expected: <= " + limits.stanzaBytes()
                    + ")";
        }
        if (scanner.names() - namesBefore > limits.names()) {
            return "new names in one stanza: more than " + limits.names() + " (expected: <= " + limits.names() + ")";
        }
        return null;
    }

    private boolean checkNames(List<StreamEvent> events) {
        int declarations = reader.getNamespaceCount();
        int attributes = reader.getAttributeCount() + declarations;
        if (attributes > limits.attributes()) {
            String excess = "attributes: " + attributes + " (expected: <= " + limits.attributes() + ")";
            fail(StreamCondition.POLICY_VIOLATION, excess, events);
            return false;
        }
        int names = scanner.names();
        if (names == namesMeasured && declarations == 0) {
            // Nearly always: no name that was not measured when it came first.
            return true;
        }
        namesMeasured = names;
        int longest = longestName();
        if (longest > limits.nameLength()) {
            String excess = "name length: " + longest + " (expected: <= " + limits.nameLength() + ")";
            fail(StreamCondition.POLICY_VIOLATION, excess, events);
            return false;
        }
        return true;
    }

    /** The length of the longest name, prefix or namespace in the start tag. */
    private int longestName() {
        int longest = Math.max(length(reader.getLocalName()), length(reader.getPrefix()));
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            longest = Math.max(longest, length(reader.getAttributeLocalName(i)));
            longest = Math.max(longest, length(reader.getAttributePrefix(i)));
        }
        for (int i = 0; i < reader.getNamespaceCount(); i++) {
            longest = Math.max(longest, length(reader.getNamespaceURI(i)));
            longest = Math.max(longest, length(reader.getNamespacePrefix(i)));
        }
        return longest;
    }

    private static int length(@Nullable String name) {
        return name == null ? 0 : name.length();
    }

    /**
     * Goes on with a fresh scanner, which knows no names, from where the old one stopped. A stream lives for weeks and a scanner
     * never forgets a name: without this, anybody's made-up names would stay until the stream ends.
     */
    private void renew(byte[] bytes, int end) throws XMLStreamException {
        int at = scanner.position();
        scanner = AaltoScanner.create();
        reader = scanner.reader();
        namesMeasured = 0;
        byte[] header = opening;
        if (header == null) {
            throw new IllegalStateException("renewed before the stream was opened");
        }
        scanner.feedInput(header, 0, header.length);
        int token = reader.next();
        while (token != XMLStreamConstants.START_ELEMENT) {
            token = reader.next();
        }
        stanzaEnded();
        if (at < end) {
            scanner.feedInput(bytes, at, end - at);
        }
    }

    private void failBroken(XMLStreamException broken, List<StreamEvent> events) {
        String excess = excess();
        String restricted = scanner.restricted();
        if (excess != null) {
            fail(StreamCondition.POLICY_VIOLATION, excess, events);
        } else if (broken instanceof AaltoScanner.UnsupportedEncoding) {
            fail(StreamCondition.UNSUPPORTED_ENCODING, String.valueOf(broken.getMessage()), events);
        } else if (restricted != null) {
            failRestricted(restricted, events);
        } else if (broken instanceof AaltoScanner.RestrictedXml) {
            failRestricted(broken.getMessage(), events);
        } else {
            fail(StreamCondition.NOT_WELL_FORMED, String.valueOf(broken.getMessage()), events);
        }
    }

    private void failRestricted(@Nullable String what, List<StreamEvent> events) {
        fail(StreamCondition.RESTRICTED_XML, what + " (expected: none, RFC 6120 section 11.1)", events);
    }

    private void fail(StreamCondition condition, String reason, List<StreamEvent> events) {
        over = true;
        events.add(new StreamEvent.Failed(condition, reason));
    }
}
