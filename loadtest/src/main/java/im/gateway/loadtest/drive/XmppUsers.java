package im.gateway.loadtest.drive;

import im.gateway.loadtest.measure.Latencies;
import im.gateway.loadtest.measure.Ledger;
import im.gateway.loadtest.measure.Operation;
import im.gateway.loadtest.measure.Stamp;
import im.gateway.loadtest.xmpp.XmppSide;
import im.gateway.protocol.register.RegistrationForm;
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
 * The users of a domain, thousands of them, as far as a gateway sees them: they register, are online or not, have one contact, approve
 * every request and talk. Thread-safe: they act in any thread, and hear in the streams' event loops.
 */
public final class XmppUsers {
    private static final int UNREGISTERED = 0;
    private static final int REGISTERING = 1;
    private static final int OFFLINE = 2;
    private static final int LOGGING_IN = 3;
    private static final int ONLINE = 4;
    private static final int LOGGING_OUT = 5;

    private final Population population;
    private final Ledger ledger;
    private final Latencies latencies;
    private final int run;
    private final AtomicIntegerArray states;
    private final AtomicLongArray intended;
    private final AtomicIntegerArray contacts;
    private final LongAdder approved = new LongAdder();
    private final LongAdder unsent = new LongAdder();
    private final Map<String, LongAdder> errors = new ConcurrentHashMap<>();
    private volatile @Nullable XmppSide side;

    /**
     * Users who have not registered yet.
     *
     * @param run the number that their messages carry
     */
    public XmppUsers(Population population, Ledger ledger, Latencies latencies, int run) {
        this.population = population;
        this.ledger = ledger;
        this.latencies = latencies;
        this.run = run;
        this.states = new AtomicIntegerArray(population.users());
        this.intended = new AtomicLongArray(population.users());
        this.contacts = new AtomicIntegerArray(population.users());
    }

    /** What they write to, before they do anything. */
    public void speakThrough(XmppSide xmpp) {
        side = xmpp;
    }

    /** A user registers; the name on the legacy network is that of {@link Population#legacyName}. */
    public void register(int user, long intendedNanos) {
        if (!states.compareAndSet(user, UNREGISTERED, REGISTERING)) {
            return;
        }
        intended.set(user, intendedNanos);
        send(
                user,
                "<iq type='set' id='r" + user + "' from='" + population.fullJid(user) + "' to='" + population.gateway()
                        + "'><query xmlns='" + RegistrationForm.NAMESPACE + "'><username>"
                        + population.legacyName(user) + "</username><password>load</password></query></iq>");
    }

    /** A user comes online; nothing where that is so or under way already. */
    public void logIn(int user, long intendedNanos) {
        if (states.compareAndSet(user, OFFLINE, LOGGING_IN)) {
            intended.set(user, intendedNanos);
            presence(user, population.gateway(), null);
        }
    }

    /** A user goes offline; nothing where the user is not online. */
    public void logOut(int user) {
        if (states.compareAndSet(user, ONLINE, LOGGING_OUT)) {
            presence(user, population.gateway(), "unavailable");
        }
    }

    /**
     * Online if offline, and the other way round.
     *
     * @return whether it was a login that began
     */
    public boolean toggle(int user, long intendedNanos) {
        boolean in = states.get(user) == OFFLINE;
        if (in) {
            logIn(user, intendedNanos);
        } else {
            logOut(user);
        }
        return in;
    }

    /** A user writes to the contact; does so too while offline, as people do, and gets an error then. */
    public void write(int user, long intendedNanos, int bodyLength) {
        int flow = population.flowToLegacy(user);
        Stamp stamp = new Stamp(run, flow, ledger.next(flow), intendedNanos);
        XmppSide xmpp = side();
        boolean taken = xmpp.send(
                user,
                "<message type='chat' id='m" + stamp.sequence() + "' from='" + population.fullJid(user) + "' to='"
                        + population.contactJid(user) + "'><body>" + stamp.toBody(bodyLength) + "</body></message>");
        if (!taken) {
            unsent.increment();
            ledger.refused(flow, stamp.sequence());
        }
    }

    /** What a stream brings. */
    public void received(Element stanza) {
        int user = population.userOf(stanza.attribute("to", ""));
        if (user < 0) {
            count("for nobody who is known");
            return;
        }
        switch (stanza.name()) {
            case "message" -> message(stanza);
            case "presence" -> presence(user, stanza);
            case "iq" -> iq(user, stanza);
            default -> count("unknown element " + stanza.name());
        }
    }

    private void message(Element message) {
        String body = message.childText(Stanza.NAMESPACE, "body");
        Stamp stamp = body == null ? null : Stamp.parse(body);
        boolean error = message.attribute("type", "").equals("error");
        if (error) {
            count("message error " + condition(message));
        }
        if (stamp == null || stamp.run() != run) {
            return;
        }
        if (error) {
            ledger.refused(stamp.flow(), stamp.sequence());
        } else if (ledger.arrived(stamp.flow(), stamp.sequence())) {
            latencies.record(Operation.FROM_LEGACY, stamp.intendedNanos(), System.nanoTime());
        }
    }

    private void presence(int user, Element presence) {
        String from = presence.attribute("from", "");
        String type = presence.attribute("type", "");
        if (from.equals(population.gateway())) {
            gatewayPresence(user, type, presence);
        }
        switch (type) {
            case "subscribe" -> presence(user, from, "subscribed");
            case "probe" -> presence(user, from, states.get(user) >= LOGGING_IN ? null : "unavailable");
            case "subscribed" -> {
                if (from.equals(population.contactJid(user)) && contacts.compareAndSet(user, 0, 1)) {
                    approved.increment();
                }
            }
            default -> {
                // Contacts come and go; nobody waits for it.
            }
        }
        side().flush();
    }

    private void gatewayPresence(int user, String type, Element presence) {
        if (type.isEmpty() && states.compareAndSet(user, LOGGING_IN, ONLINE)) {
            latencies.record(Operation.LOGIN, intended.get(user), System.nanoTime());
            if (contacts.get(user) == 0) {
                presence(user, population.contactJid(user), "subscribe");
            }
        } else if (type.equals("unavailable")) {
            states.compareAndSet(user, LOGGING_OUT, OFFLINE);
        } else if (type.equals("error")) {
            count("presence error " + condition(presence));
            states.compareAndSet(user, LOGGING_IN, OFFLINE);
        }
    }

    private void iq(int user, Element iq) {
        if (!iq.attribute("id", "").equals("r" + user)) {
            return;
        }
        if (iq.attribute("type", "").equals("result")) {
            latencies.recordAlways(Operation.REGISTER, intended.get(user), System.nanoTime());
            states.compareAndSet(user, REGISTERING, OFFLINE);
        } else {
            count("registration error " + condition(iq));
            states.compareAndSet(user, REGISTERING, UNREGISTERED);
        }
    }

    private static String condition(Element stanza) {
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

    private void presence(int user, String to, @Nullable String type) {
        send(
                user,
                "<presence from='"
                        + (type == null || type.equals("unavailable")
                                ? population.fullJid(user)
                                : population.bareJid(user))
                        + "' to='" + to + "'" + (type == null ? "" : " type='" + type + "'") + "/>");
    }

    private void send(int user, String stanza) {
        if (!side().send(user, stanza)) {
            unsent.increment();
        }
    }

    private XmppSide side() {
        XmppSide known = side;
        if (known == null) {
            throw new IllegalStateException("users act before they have something to speak through");
        }
        return known;
    }

    private void count(String error) {
        errors.computeIfAbsent(error, e -> new LongAdder()).increment();
    }

    /** How many users are online. */
    public int online() {
        return count(ONLINE);
    }

    /** How many users are registered and offline. */
    public int offline() {
        return count(OFFLINE);
    }

    private int count(int state) {
        int count = 0;
        for (int user = 0; user < states.length(); user++) {
            if (states.get(user) == state) {
                count++;
            }
        }
        return count;
    }

    /** How many users wait for the gateway to come online. */
    public int loggingIn() {
        return count(LOGGING_IN);
    }

    /** How many users have been let see their contact. */
    public long approved() {
        return approved.sum();
    }

    /** Stanzas that found no stream to take them. */
    public long unsent() {
        return unsent.sum();
    }

    /** What the gateway answered with errors, and how often, for people. */
    public Map<String, Long> errors() {
        Map<String, Long> sorted = new TreeMap<>();
        errors.forEach((error, count) -> sorted.put(error, count.sum()));
        return sorted;
    }

    /** Where everybody stands, for people. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%d users: %d online, %d offline, %d logging in, %d with a contact, errors %s",
                population.users(),
                online(),
                offline(),
                loggingIn(),
                approved(),
                errors());
    }
}
