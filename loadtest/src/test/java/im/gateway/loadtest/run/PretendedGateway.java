package im.gateway.loadtest.run;

import im.gateway.loadtest.drive.LegacyPeers;
import im.gateway.loadtest.measure.Ledger;
import im.gateway.loadtest.measure.Operation;
import im.gateway.loadtest.measure.Stamp;
import im.gateway.loadtest.measure.StorageProbe;
import im.gateway.loadtest.run.LocalGenerator.Books;
import im.gateway.loadtest.scenario.Fault;
import im.gateway.loadtest.xmpp.UserComponent;
import im.gateway.loadtest.xmpp.XmppSide;
import im.gateway.protocol.stanza.Stanza;
import im.gateway.protocol.xml.Element;
import io.netty.channel.EventLoopGroup;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * As little of a gateway, and of a legacy network behind it, as lets people register, come, have a contact and talk: a component over a socket that
 * answers at once.
 */
final class PretendedGateway implements Installation, LegacyPeers {
    private final Books books;
    private final XmppSide stream;
    private final AtomicLong stanzas = new AtomicLong();
    private final AtomicLong changes = new AtomicLong();
    private final List<Fault.What> suffered = new CopyOnWriteArrayList<>();

    PretendedGateway(InetSocketAddress server, String secret, Books books, EventLoopGroup loops) {
        this.books = books;
        this.stream = UserComponent.connect(
                server, books.population().gateway(), secret, Duration.ofSeconds(10), loops, this::received);
    }

    private void received(Element stanza) {
        stanzas.incrementAndGet();
        String from = stanza.attribute("from", "");
        String to = stanza.attribute("to", "");
        String type = stanza.attribute("type", "");
        switch (stanza.name()) {
            case "iq" -> say("<iq type='result' id='" + stanza.attribute("id", "") + "'", to, from);
            case "presence" -> {
                if (type.equals("subscribe")) {
                    say("<presence type='subscribed'", to, from);
                } else if (type.isEmpty() || type.equals("unavailable")) {
                    say("<presence" + (type.isEmpty() ? "" : " type='unavailable'"), to, from);
                }
            }
            case "message" -> message(stanza);
            default -> throw new IllegalStateException("an unknown stanza: " + stanza.name());
        }
        stream.flush();
    }

    private void say(String begin, String from, String to) {
        stream.send(0, begin + " from='" + from + "' to='" + to + "'/>");
    }

    private void message(Element message) {
        Stamp stamp = Stamp.parse(String.valueOf(message.childText(Stanza.NAMESPACE, "body")));
        Ledger ledger = books.ledger();
        if (stamp != null && ledger.arrived(stamp.flow(), stamp.sequence())) {
            books.latencies().record(Operation.TO_LEGACY, stamp.intendedNanos(), System.nanoTime());
        }
    }

    @Override
    public int online() {
        return books.population().peers();
    }

    @Override
    public void write(int user, long intendedNanos, int bodyLength) {
        int flow = books.population().flowFromLegacy(user);
        Stamp stamp = new Stamp(books.run(), flow, books.ledger().next(flow), intendedNanos);
        stream.send(
                user,
                "<message type='chat' from='" + books.population().contactJid(user) + "' to='"
                        + books.population().bareJid(user) + "'><body>" + stamp.toBody(bodyLength)
                        + "</body></message>");
    }

    @Override
    public void change(int peer, long intendedNanos) {
        changes.incrementAndGet();
    }

    @Override
    public void flush() {
        stream.flush();
    }

    long changes() {
        return changes.get();
    }

    List<Fault.What> suffered() {
        return suffered;
    }

    /** A node that uses a millisecond of CPU and a kilobyte of heap for each stanza. */
    @Override
    public List<Watched> nodes() {
        return List.of(new Watched() {
            @Override
            public String name() {
                return "node-1";
            }

            @Override
            public Usage usage() {
                return new Usage(stanzas.get() / 1000.0, 0, 1, 2, stanzas.get() / 1024.0);
            }

            @Override
            public double residentMebibytes() {
                return 100;
            }

            @Override
            public double liveHeapMebibytes() {
                return stanzas.get() / 1024.0;
            }

            @Override
            public Map<String, Long> liveClasses() {
                return Map.of("a.Stanza", 1024 * stanzas.get());
            }

            @Override
            public void suffer(Fault.What what) {
                suffered.add(what);
            }
        });
    }

    /** Three writes of a hundred bytes for each stanza. */
    @Override
    public StorageProbe.Cost storageCost() {
        return new StorageProbe.Cost(3 * stanzas.get(), stanzas.get(), 300 * stanzas.get());
    }

    @Override
    public void close() {
        stream.close();
    }
}
