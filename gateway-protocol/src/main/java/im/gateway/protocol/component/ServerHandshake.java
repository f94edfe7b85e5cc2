package im.gateway.protocol.component;

import im.gateway.protocol.component.HandshakeOutput.Established;
import im.gateway.protocol.component.HandshakeOutput.Refused;
import im.gateway.protocol.component.HandshakeOutput.Send;
import im.gateway.protocol.xml.Element;
import im.gateway.protocol.xml.StreamCondition;
import im.gateway.protocol.xml.StreamError;
import im.gateway.protocol.xml.StreamEvent;
import im.gateway.protocol.xml.StreamHeader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The server's side of XEP-0114 section 3: for whoever plays an XMPP server to a component. It answers the header with an id, checks
 * the digest, and lets the component in. After {@link Established} or {@link Refused} it must not be told anything more.
 */
public final class ServerHandshake {
    private final Function<String, @Nullable String> secrets;
    private final String streamId;
    private @Nullable String domain;
    private @Nullable String secret;
    private boolean headerSent;
    private boolean over;

    /**
     * Waits for the header of a component.
     *
     * @param secrets the secret of a domain; null for a domain that is not served
     * @param streamId new for each stream and not to be guessed (RFC 6120 section 4.7.3)
     */
    public ServerHandshake(Function<String, @Nullable String> secrets, String streamId) {
        this.secrets = secrets;
        this.streamId = streamId;
    }

    public boolean isOver() {
        return over;
    }

    /**
     * Takes what the component sent.
     *
     * @throws IllegalStateException when the handshake is over: what follows is not for it
     */
    public List<HandshakeOutput> on(StreamEvent event) {
        if (over) {
            throw new IllegalStateException("the handshake for " + domain + " is over");
        }
        if (event instanceof StreamEvent.Opened opened) {
            return opened(opened.header());
        }
        if (event instanceof StreamEvent.StanzaRead read) {
            return element(read.element());
        }
        if (event instanceof StreamEvent.Closed) {
            over = true;
            return List.of(
                    new Send(StreamHeader.CLOSE),
                    new Refused(
                            StreamCondition.UNDEFINED_CONDITION,
                            "the component closed the stream in the handshake (expected: <handshake/>)"));
        }
        if (event instanceof StreamEvent.Failed failed) {
            return refuse(failed.condition(), failed.reason());
        }
        throw new AssertionError(event);
    }

    private List<HandshakeOutput> opened(StreamHeader header) {
        if (!header.contentNamespace().equals(Handshakes.NAMESPACE)) {
            return refuse(
                    StreamCondition.INVALID_NAMESPACE,
                    "namespace: " + header.contentNamespace() + " (expected: " + Handshakes.NAMESPACE + ")");
        }
        String to = header.to();
        if (to == null) {
            return refuse(StreamCondition.IMPROPER_ADDRESSING, "to: missing (expected: the component's domain)");
        }
        secret = secrets.apply(to);
        if (secret == null) {
            return refuse(StreamCondition.HOST_UNKNOWN, "to: " + to + " (expected: a domain that has a secret here)");
        }
        domain = to;
        headerSent = true;
        return List.of(new Send(header(to)));
    }

    private List<HandshakeOutput> element(Element element) {
        if (!Handshakes.isHandshake(element)) {
            return refuse(
                    StreamCondition.NOT_AUTHORIZED,
                    Handshakes.describe(element) + " in the handshake (expected: <handshake/>)");
        }
        String known = secret;
        String served = domain;
        if (known == null || served == null || !matches(element.text(), Handshakes.digest(streamId, known))) {
            return refuse(
                    StreamCondition.NOT_AUTHORIZED,
                    "handshake: wrong digest (expected: SHA-1 of the id and the secret)");
        }
        over = true;
        return List.of(Wire.send(Element.of(Handshakes.NAMESPACE, Handshakes.ELEMENT)), new Established(served));
    }

    /** In constant time, so that the digest cannot be found out byte by byte. */
    private static boolean matches(String given, String expected) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
    }

    /** A stream error needs a stream: the header comes first where it was not sent yet (RFC 6120 section 4.9.1.2). */
    private List<HandshakeOutput> refuse(StreamCondition condition, String reason) {
        over = true;
        List<HandshakeOutput> outputs = new ArrayList<>();
        if (!headerSent) {
            outputs.add(new Send(header(null)));
        }
        outputs.add(new Send(new StreamError(condition, reason).toClosingXml()));
        outputs.add(new Refused(condition, reason));
        return outputs;
    }

    private String header(@Nullable String from) {
        return StreamHeader.answer(Handshakes.NAMESPACE, streamId, from).toXml();
    }
}
