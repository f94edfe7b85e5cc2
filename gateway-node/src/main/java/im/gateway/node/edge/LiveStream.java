package im.gateway.node.edge;

import im.gateway.node.edge.StreamOpener.OpenStream;
import im.gateway.protocol.jid.BareJid;
import im.gateway.protocol.jid.Jid;
import im.gateway.protocol.stanza.Iq;
import im.gateway.protocol.xml.Element;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * An established stream in the hands of its edge: what it reads, what goes out through it, and whether it lives. Only its edge uses it.
 */
final class LiveStream {
    /**
     * Reads that may be under way: while one batch goes through the edge, the next is being read. With a single one, a busy node reads
     * once in two or three turns of the stream's thread, and a server's backlog stays where it is.
     */
    static final int READS_AHEAD = 4;

    private final EdgeSettings settings;
    private final OpenStream stream;
    private final StreamRoutes routes;
    private final LongSupplier millis;
    private final long since;
    private boolean routed;
    /** Reads that nothing has come of yet. */
    private int asked;

    private long heardAt;
    private long triedAt;

    LiveStream(EdgeSettings settings, OpenStream stream, StreamRoutes routes, LongSupplier millis) {
        this.settings = settings;
        this.stream = stream;
        this.routes = routes;
        this.millis = millis;
        this.since = millis.getAsLong();
        this.heardAt = since;
        this.triedAt = since;
    }

    Exit exit() {
        return stream.exit();
    }

    /** Lets everybody on this node write to it. */
    void join() {
        routes.add(settings.domain(), stream.exit());
        routed = true;
    }

    /** Lets nobody write to it any more. */
    void leave() {
        if (routed) {
            routes.remove(settings.domain(), stream.exit());
            routed = false;
        }
    }

    /** Leaves, and ends the stream in order behind what waits to be written. */
    void finish() {
        leave();
        stream.finish();
    }

    /** Answers go out through this stream while it takes any, otherwise through another one of the domain. */
    void reply(List<Element> stanzas) {
        if (!routed) {
            replyElsewhere(settings.domain(), routes, stanzas);
            return;
        }
        List<byte[]> chunks = StanzaEncoder.encode(settings.domain(), stanzas);
        if (!chunks.isEmpty()) {
            stream.exit().write(chunks, Outbox.Receipt.NONE);
        }
    }

    /** Through whichever stream the domain has, or has next. */
    static void replyElsewhere(String domain, StreamRoutes routes, List<Element> stanzas) {
        for (Element stanza : stanzas) {
            Jid to = Jid.parse(stanza.attribute("to", ""));
            BareJid user = to == null ? BareJid.of(domain) : to.bare();
            routes.whenUp(domain, () -> routes.send(domain, user, List.of(stanza), Outbox.Receipt.NONE));
        }
    }

    /** Something has come. */
    void heard() {
        asked = Math.max(0, asked - 1);
        heardAt = millis.getAsLong();
    }

    /** Asks for as many reads as may be under way. */
    void read() {
        while (asked < READS_AHEAD) {
            asked++;
            stream.read();
        }
    }

    /** Whether it has lasted long enough to count as a success. */
    boolean isSteady() {
        return millis.getAsLong() - since >= settings.steady().toMillis();
    }

    /**
     * Moves something on a stream on which nothing has come for a while. While nothing may be read, silence means nothing.
     *
     * @return false when the server has not answered a ping: the stream is dead
     */
    boolean keepAlive() {
        long now = millis.getAsLong();
        long silence = settings.keepAlive().toMillis();
        if (!routed || asked == 0 || now - heardAt < silence || now - triedAt < silence) {
            return true;
        }
        boolean unanswered = settings.ping() && triedAt > heardAt;
        triedAt = now;
        if (settings.ping()) {
            ping(now);
        } else {
            stream.writeSpace();
        }
        return !unanswered;
    }

    /** A ping (XEP-0199) from the domain to itself: whatever the server makes of it, something comes back. */
    private void ping(long now) {
        Jid self = Jid.of(settings.domain());
        Element ping = Element.of("urn:xmpp:ping", "ping");
        reply(List.of(Iq.request(Iq.Type.GET, self, self, Intake.PING_ID + now, ping)));
    }
}
