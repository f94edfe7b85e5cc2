package im.gateway.node.wire;

import im.gateway.protocol.component.ComponentHandshake;
import im.gateway.protocol.component.HandshakeOutput;
import im.gateway.protocol.stanza.Stanza;
import im.gateway.protocol.xml.Element;
import im.gateway.protocol.xml.StreamError;
import im.gateway.protocol.xml.StreamEvent;
import im.gateway.protocol.xml.StreamHeader;
import im.gateway.protocol.xml.StreamLimits;
import im.gateway.protocol.xml.StreamParser;
import im.gateway.protocol.xml.XmlWriter;
import im.gateway.servers.XmppServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** All users of a domain, as a component of a real server (XEP-0114). Used by one thread, which reads when it wants to know something. */
public final class UsersComponent implements AutoCloseable {
    private final String domain;
    private final Socket socket;
    private final StreamParser parser = new StreamParser(StreamLimits.DEFAULT);
    private final Queue<Element> stanzas = new ArrayDeque<>();
    private final byte[] buffer = new byte[8192];

    /**
     * Connects.
     *
     * @throws IllegalStateException when the server does not let it in
     */
    public UsersComponent(XmppServer server, String domain, String secret) {
        this.domain = domain;
        try {
            socket = new Socket(server.host(), server.componentPort());
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(Math.toIntExact(StoryGateway.PATIENCE.toMillis()));
            ComponentHandshake handshake = new ComponentHandshake(domain, secret);
            write(handshake.open().xml());
            while (!handshake.isOver()) {
                for (StreamEvent event : read()) {
                    shakeHands(handshake, event);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(domain + " on " + server.host() + ":" + server.componentPort(), e);
        }
    }

    private void shakeHands(ComponentHandshake handshake, StreamEvent event) throws IOException {
        for (HandshakeOutput output : handshake.on(event)) {
            if (output instanceof HandshakeOutput.Send send) {
                write(send.xml());
            } else if (output instanceof HandshakeOutput.Refused refused) {
                throw new IllegalStateException(domain + ": " + refused.condition() + " " + refused.text());
            }
        }
    }

    private Iterable<StreamEvent> read() throws IOException {
        int length = socket.getInputStream().read(buffer);
        if (length < 0) {
            throw new IOException("the server closed the connection");
        }
        return parser.feed(Arrays.copyOf(buffer, length));
    }

    private void write(String xml) throws IOException {
        socket.getOutputStream().write(xml.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    /** Sends a stanza of one of its users. */
    public void send(Element stanza) {
        try {
            write(new String(XmlWriter.toBytes(stanza, Stanza.NAMESPACE), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(domain, e);
        }
    }

    /** The next stanza from the server; waits for it. */
    Element receive() {
        Element stanza = receive(StoryGateway.PATIENCE);
        if (stanza == null) {
            throw new IllegalStateException("no stanza for " + domain + " within " + StoryGateway.PATIENCE);
        }
        return stanza;
    }

    /**
     * The next stanza, where one comes in time.
     *
     * @return null where nothing has come for so long
     */
    public @Nullable Element receive(Duration patience) {
        try {
            socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
            while (stanzas.isEmpty()) {
                read().forEach(this::take);
            }
            return stanzas.remove();
        } catch (SocketTimeoutException silence) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException("no stanza for " + domain, e);
        }
    }

    private void take(StreamEvent event) {
        if (event instanceof StreamEvent.StanzaRead read && StreamError.of(read.element()) == null) {
            stanzas.add(read.element());
        } else {
            throw new IllegalStateException("the server ends the stream of " + domain + ": " + event);
        }
    }

    @Override
    public void close() {
        try (socket) {
            write(StreamHeader.CLOSE);
        } catch (IOException e) {
            throw new UncheckedIOException(domain, e);
        }
    }
}
