package im.gateway.node.wire;

import im.gateway.node.edge.PlayedServer;
import im.gateway.protocol.xml.Element;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** A played server with one stream from each node: stanzas go through them in turn. */
final class PlayedSide implements XmppSide {
    /** A node that stops tells its users first, and moves them. */
    private static final Duration ENDING = Duration.ofSeconds(60);

    private final PlayedServer server;
    private final List<PlayedServer.Connection> streams = new ArrayList<>();
    private final Queue<Element> arrived = new ArrayDeque<>();
    private String domain = "";
    private int turns;
    private int fences;

    PlayedSide() {
        try {
            server = new PlayedServer(SECRET);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int port() {
        return server.port();
    }

    @Override
    public void begin(String newDomain, int nodes) {
        domain = newDomain;
        streams.clear();
        arrived.clear();
        for (int node = 0; node < nodes; node++) {
            streams.add(uninterrupted(server::next));
        }
        fence();
    }

    @Override
    public void send(Element stanza) {
        send(streams.get(turns % streams.size()), stanza);
    }

    @Override
    public void turn() {
        turns++;
    }

    private static void send(PlayedServer.Connection stream, Element stanza) {
        try {
            stream.send(stanza);
        } catch (IOException e) {
            throw new UncheckedIOException("the gateway's stream takes nothing", e);
        }
    }

    @Override
    public @Nullable Element nextStanza() {
        return arrived.poll();
    }

    /** A ping through each stream, which its edge answers itself. */
    @Override
    public void fence() {
        fences++;
        Pings pings = new Pings("montague.lit", domain, fences);
        streams.forEach(stream -> send(stream, pings.request()));
        for (PlayedServer.Connection stream : streams) {
            Element stanza = uninterrupted(stream::receive);
            while (!pings.isAnswer(stanza)) {
                arrived.add(stanza);
                stanza = uninterrupted(stream::receive);
            }
        }
    }

    @Override
    public void end() {
        List<PlayedServer.Connection> open = new ArrayList<>(streams);
        StoryGateway.await("the end of the gateway's streams", ENDING, () -> {
            open.removeIf(PlayedSide::answersEnd);
            return open.isEmpty();
        });
    }

    @Override
    public void drain() {
        for (PlayedServer.Connection stream : streams) {
            while (!stream.isQuiet()) {
                arrived.add(uninterrupted(stream::receive));
            }
        }
    }

    /** Whether the gateway has ended this stream; if so, it is ended from this side as well. */
    private static boolean answersEnd(PlayedServer.Connection stream) {
        if (!stream.hasEnded()) {
            return false;
        }
        try {
            stream.end();
        } catch (IOException e) {
            throw new UncheckedIOException("the gateway closed before the end of the stream was answered", e);
        }
        return true;
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Waiting<T> {
        T get() throws InterruptedException;
    }

    private static <T> T uninterrupted(Waiting<T> waiting) {
        try {
            return waiting.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
