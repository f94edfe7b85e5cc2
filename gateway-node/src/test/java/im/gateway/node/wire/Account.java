package im.gateway.node.wire;

import im.gateway.protocol.xml.Element;
import im.gateway.protocol.xml.StreamEvent;
import im.gateway.protocol.xml.StreamLimits;
import im.gateway.protocol.xml.StreamParser;
import im.gateway.servers.XmppServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.Queue;
import java.util.function.Predicate;

/**
 * A client of an account of a real server (RFC 6120), used by one thread. It does what every client does by itself: it lets the gateway
 * subscribe and subscribes to it, answers pushes, and says that it knows roster item exchange (XEP-0144).
 */
final class Account implements AutoCloseable {
    static final String CLIENT = "jabber:client";
    private static final String ROSTER = "jabber:iq:roster";
    static final String EXCHANGE = "http://jabber.org/protocol/rosterx";
    private static final String DISCO = "http://jabber.org/protocol/disco#info";

    private final Socket socket;
    private final Queue<Element> arrived = new ArrayDeque<>();
    private final byte[] buffer = new byte[8192];
    private StreamParser parser = new StreamParser(StreamLimits.DEFAULT);

    /** Logs in by SASL PLAIN, and binds a resource. */
    Account(XmppServer server, String user, String password, String resource) {
        try {
            socket = new Socket(server.host(), server.clientPort());
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(Math.toIntExact(StoryGateway.PATIENCE.toMillis()));
            open(server.domain());
            String response = Base64.getEncoder()
                    .encodeToString(("\0" + user + "\0" + password).getBytes(StandardCharsets.UTF_8));
            write("<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>" + response + "</auth>");
            await("success", element -> element.name().equals("success"));
            parser = new StreamParser(StreamLimits.DEFAULT);
            open(server.domain());
            write("<iq type='set' id='bind'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><resource>" + resource
                    + "</resource></bind></iq>");
            await("a resource", element -> isAnswer(element, "bind"));
        } catch (IOException e) {
            throw new UncheckedIOException(user + "@" + server.domain(), e);
        }
    }

    private void open(String domain) {
        write("<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' version='1.0' to='"
                + domain + "'>");
        await("features", element -> element.name().equals("features"));
    }

    void write(String xml) {
        try {
            socket.getOutputStream().write(xml.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(xml, e);
        }
    }

    static boolean isAnswer(Element stanza, String id) {
        return stanza.name().equals("iq")
                && "result".equals(stanza.attribute("type"))
                && id.equals(stanza.attribute("id"));
    }

    /** Takes stanzas until one is what is awaited; those before it have been answered as a client does. */
    Element await(String what, Predicate<Element> awaited) {
        StringBuilder others = new StringBuilder();
        try {
            while (true) {
                while (arrived.isEmpty()) {
                    read();
                }
                Element stanza = arrived.remove();
                answer(stanza);
                if (awaited.test(stanza)) {
                    return stanza;
                }
                others.append('\n').append(stanza);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("expected: " + what + ", got:" + others, e);
        }
    }

    private void read() throws IOException {
        int length = socket.getInputStream().read(buffer);
        if (length < 0) {
            throw new IOException("the server closed the connection");
        }
        for (StreamEvent event : parser.feed(Arrays.copyOf(buffer, length))) {
            if (event instanceof StreamEvent.StanzaRead read) {
                arrived.add(read.element());
            } else if (!(event instanceof StreamEvent.Opened)) {
                throw new IOException("the stream ends: " + event);
            }
        }
    }

    private void answer(Element stanza) {
        String type = stanza.attribute("type", "");
        String from = stanza.attribute("from");
        String to = from == null ? "" : " to='" + from + "'";
        if (stanza.is(CLIENT, "presence") && type.equals("subscribe")) {
            write("<presence type='subscribed'" + to + "/><presence type='subscribe'" + to + "/>");
        } else if (stanza.is(CLIENT, "iq") && (type.equals("get") || type.equals("set"))) {
            Element payload = stanza.children().get(0);
            boolean disco = payload.is(DISCO, "query");
            boolean known = disco || payload.is(ROSTER, "query") || payload.is(EXCHANGE, "x");
            String answer = disco
                    ? "<query xmlns='" + DISCO + "'><identity category='client' type='pc'/><feature var='" + DISCO
                            + "'/><feature var='" + EXCHANGE + "'/></query>"
                    : known
                            ? ""
                            : "<error type='cancel'><service-unavailable"
                                    + " xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>";
            write("<iq type='" + (known ? "result" : "error") + "' id='"
                    + Objects.requireNonNull(stanza.attribute("id")) + "'" + to + ">" + answer + "</iq>");
        }
    }

    /** The items of the roster, as the server has it now. */
    Element roster() {
        write("<iq type='get' id='roster'><query xmlns='" + ROSTER + "'/></iq>");
        return await("the roster", element -> isAnswer(element, "roster"))
                .children()
                .get(0);
    }

    @Override
    public void close() {
        try (socket) {
            write("</stream:stream>");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
