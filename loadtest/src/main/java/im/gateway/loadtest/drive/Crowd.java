package im.gateway.loadtest.drive;

import im.gateway.loadtest.measure.Latencies;
import im.gateway.loadtest.measure.MessageLog;
import im.gateway.loadtest.measure.Operation;
import im.gateway.loadtest.measure.Stamp;
import im.gateway.loadtest.xmpp.XmppSide;
import im.gateway.protocol.stanza.Stanza;
import im.gateway.protocol.stanza.StanzaError;
import im.gateway.protocol.xml.Element;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Simulated users of one XMPP domain, thousands of them, and what they have in common whatever gateway they use: where each stands,
 * what they say, and what becomes of it. Thread-safe: they act in any thread, and hear in the streams' event loops.
 */
public abstract class Crowd {
    static final int UNREGISTERED = 0;
    static final int REGISTERING = 1;
    static final int OFFLINE = 2;
    static final int LOGGING_IN = 3;
    static final int ONLINE = 4;
    static final int LOGGING_OUT = 5;
    static final int LEAVING = 6;

    final Population population;
    final Latencies latencies;
    final int run;
    final AtomicIntegerArray states;
    final AtomicLongArray intended;
    private final MessageLog ledger;
    private final LongAdder unsent = new LongAdder();
    private final Map<String, LongAdder> errors = new ConcurrentHashMap<>();
    private volatile @Nullable XmppSide side;
    private volatile PresenceListener watcher = (user, presence) -> {};

    /** Hears each presence that a user gets, in the event loop of the stream that brought it. */
    @FunctionalInterface
    public interface PresenceListener {
        void heard(int user, Element presence);
    }

    Crowd(Population population, MessageLog ledger, Latencies latencies, int run) {
        this.population = population;
        this.ledger = ledger;
        this.latencies = latencies;
        this.run = run;
        this.states = new AtomicIntegerArray(population.users());
        this.intended = new AtomicLongArray(population.users());
    }

    /** A user does what has to be done once with the gateway; nothing where that is so or under way already. */
    public abstract void register(int user, long intendedNanos);

    /** A user comes online; nothing where that is so or under way already. */
    public abstract void logIn(int user, long intendedNanos);

    /** A user goes offline; nothing where the user is not online. */
    public abstract void logOut(int user);

    /** How many users are ready to talk with their contact, once online. */
    public abstract long approved();

    abstract void presence(int user, Element presence);

    abstract void iq(int user, Element iq);

    /** What they write to, before they do anything. */
    public final void speakThrough(XmppSide xmpp) {
        side = xmpp;
    }

    /** Has every presence told to somebody else too. */
    public final void watchPresence(PresenceListener listener) {
        watcher = listener;
    }

    /** A user writes to the contact; does so too while offline, as people do, and gets an error then. */
    public final void write(int user, long intendedNanos, int bodyLength) {
        int flow = population.flowToLegacy(user);
        Stamp stamp = new Stamp(run, flow, ledger.next(flow), intendedNanos);
        XmppSide xmpp = side();
        boolean taken = xmpp.send(
                user,
                "<message type='chat' id='" + messageId(stamp.sequence()) + "' from='" + population.fullJid(user)
                        + "' to='" + population.contactJid(user) + "'><body>" + stamp.toBody(bodyLength)
                        + "</body></message>");
        if (!taken) {
            ledger.refused(flow, stamp.sequence());
            unsent.increment();
        }
    }

    /** The id that a user's message has, by its number in the flow. */
    public static String messageId(int sequence) {
        return "m" + sequence;
    }

    /** What a stream brings. */
    public final void received(Element stanza) {
        int user = population.userOf(stanza.attribute("to", ""));
        if (user < 0) {
            count("for nobody who is known");
            return;
        }
        switch (stanza.name()) {
            case "message" -> message(user, stanza);
            case "presence" -> {
                watcher.heard(user, stanza);
                presence(user, stanza);
            }
            case "iq" -> iq(user, stanza);
            default -> count("unknown element " + stanza.name());
        }
    }

    private void message(int user, Element message) {
        if (message.attribute("type", "").equals("error")) {
            count("message error " + condition(message));
            refused(user, message.attribute("id", ""));
            return;
        }
        String body = message.childText(Stanza.NAMESPACE, "body");
        Stamp stamp = body == null ? null : Stamp.parse(body);
        if (stamp != null && stamp.run() == run && ledger.arrived(stamp.flow(), stamp.sequence())) {
            latencies.record(Operation.FROM_LEGACY, stamp.intendedNanos(), System.nanoTime());
        }
    }

    /** Known by its id: a server that bounces a message need not give the text back (RFC 6120 section 8.3.1). */
    private void refused(int user, String id) {
        if (id.matches("m[0-9]{1,9}")) {
            ledger.refused(population.flowToLegacy(user), Integer.parseInt(id.substring(1)));
        }
    }

    /** The condition of an error stanza, as its element is named. */
    static String condition(Element stanza) {
        Element error = stanza.child(Stanza.NAMESPACE, "error");
        if (error != null) {
            for (Element child : error.children()) {
                if (child.namespace().equals(StanzaError.NAMESPACE)
                        && !child.name().equals("text")) {
                    return child.name();
                }
            }
        }
        return "without a condition";
    }

    /** A stanza of a user's; where nothing takes it, it is counted as unsent. */
    final void send(int user, String stanza) {
        if (!side().send(user, stanza)) {
            unsent.increment();
        }
    }

    /** Writes out what was sent. */
    final void flush() {
        side().flush();
    }

    private XmppSide side() {
        XmppSide known = side;
        if (known == null) {
            throw new IllegalStateException("users act before they have something to speak through");
        }
        return known;
    }

    /** One more error of a kind, named for people. */
    final void count(String error) {
        errors.computeIfAbsent(error, e -> new LongAdder()).increment();
    }

    /** How many users are online. */
    public final int online() {
        return inState(ONLINE);
    }

    /** How many users are registered and offline. */
    public final int offline() {
        return inState(OFFLINE);
    }

    /** How many users wait for the gateway: to register, to come online, to be gone. */
    public final int waiting() {
        return inState(REGISTERING) + inState(LOGGING_IN) + inState(LEAVING);
    }

    private int inState(int state) {
        int count = 0;
        for (int user = 0; user < states.length(); user++) {
            if (states.get(user) == state) {
                count++;
            }
        }
        return count;
    }

    /** Stanzas that found no stream to take them. */
    public final long unsent() {
        return unsent.sum();
    }

    /** What the gateway answered with errors, and how often, for people. */
    public final Map<String, Long> errors() {
        Map<String, Long> sorted = new TreeMap<>();
        errors.forEach((error, count) -> sorted.put(error, count.sum()));
        return sorted;
    }

    /** Where everybody stands, for people. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%d users: %d online, %d offline, %d waiting, %d with a contact, errors %s",
                population.users(),
                online(),
                offline(),
                waiting(),
                approved(),
                errors());
    }
}
