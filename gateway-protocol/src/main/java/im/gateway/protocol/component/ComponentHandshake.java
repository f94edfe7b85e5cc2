package im.gateway.protocol.component;

import im.gateway.protocol.component.HandshakeOutput.Established;
import im.gateway.protocol.component.HandshakeOutput.Refused;
import im.gateway.protocol.component.HandshakeOutput.Send;
import im.gateway.protocol.xml.Element;
import im.gateway.protocol.xml.StreamCondition;
import im.gateway.protocol.xml.StreamError;
import im.gateway.protocol.xml.StreamEvent;
import im.gateway.protocol.xml.StreamHeader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The component's side of XEP-0114 section 3: it opens the stream, proves that it knows the secret, and is let in. What the server
 * sends comes in as events, what has to be done comes out. After {@link Established} or {@link Refused} the handshake is over and
 * must not be told anything more.
 */
public final class ComponentHandshake {
    private enum State {
        /** The header was sent; the server's has to come. */
        OPENING,
        /** The digest was sent; the server's verdict has to come. */
        PROVING,
        OVER
    }

    private final String domain;
    private final String secret;
    private State state = State.OPENING;

    public ComponentHandshake(String domain, String secret) {
        this.domain = domain;
        this.secret = secret;
    }

    /** What to write as soon as the connection is there. */
    public Send open() {
        return new Send(StreamHeader.to(Handshakes.NAMESPACE, domain).toXml());
    }

    public boolean isOver() {
        return state == State.OVER;
    }

    /**
     * Takes what the server sent.
     *
     * @throws IllegalStateException when the handshake is over: what follows is not for it
     */
    public List<HandshakeOutput> on(StreamEvent event) {
        checkNotOver();
        if (event instanceof StreamEvent.Opened opened) {
            return opened(opened.header());
        }
        if (event instanceof StreamEvent.StanzaRead read) {
            return element(read.element());
        }
        if (event instanceof StreamEvent.Closed) {
            return refused(
                    StreamHeader.CLOSE,
                    StreamCondition.UNDEFINED_CONDITION,
                    "the server closed the stream in the handshake (expected: <handshake/>)");
        }
        if (event instanceof StreamEvent.Failed failed) {
            return fault(failed.condition(), failed.reason());
        }
        throw new AssertionError(event);
    }

    /** Takes the end of the connection itself. */
    public List<HandshakeOutput> onDisconnected() {
        checkNotOver();
        return refused(
                null,
                StreamCondition.UNDEFINED_CONDITION,
                "the connection ended in the handshake (expected: <handshake/>)");
    }

    private List<HandshakeOutput> opened(StreamHeader header) {
        if (!header.contentNamespace().equals(Handshakes.NAMESPACE)) {
            return fault(
                    StreamCondition.INVALID_NAMESPACE,
                    "namespace: " + header.contentNamespace() + " (expected: " + Handshakes.NAMESPACE + ")");
        }
        String id = header.id();
        if (id == null || id.isEmpty()) {
            return fault(
                    StreamCondition.BAD_FORMAT, "stream id: missing (expected: the id that the digest is made of)");
        }
        state = State.PROVING;
        Element proof = Element.ofText(Handshakes.NAMESPACE, Handshakes.ELEMENT, Handshakes.digest(id, secret));
        return List.of(Wire.send(proof));
    }

    private List<HandshakeOutput> element(Element element) {
        StreamError error = StreamError.of(element);
        if (error != null) {
            String said = error.text();
            return refused(StreamHeader.CLOSE, error.condition(), said == null ? "" : said);
        }
        if (!Handshakes.isHandshake(element)) {
            return fault(
                    StreamCondition.NOT_AUTHORIZED,
                    Handshakes.describe(element) + " in the handshake (expected: <handshake/>)");
        }
        state = State.OVER;
        return List.of(new Established(domain));
    }

    /** Something that a server does not send: it is told, and left. */
    private List<HandshakeOutput> fault(StreamCondition condition, String reason) {
        return refused(new StreamError(condition, reason).toClosingXml(), condition, reason);
    }

    private List<HandshakeOutput> refused(@Nullable String farewell, StreamCondition condition, String text) {
        state = State.OVER;
        Refused refused = new Refused(condition, text);
        return farewell == null ? List.of(refused) : List.of(new Send(farewell), refused);
    }

    private void checkNotOver() {
        if (isOver()) {
            throw new IllegalStateException("the handshake for " + domain + " is over");
        }
    }
}
