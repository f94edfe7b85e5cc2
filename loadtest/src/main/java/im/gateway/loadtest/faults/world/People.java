package im.gateway.loadtest.faults.world;

import im.gateway.loadtest.drive.Arrivals;
import im.gateway.loadtest.drive.Population;
import im.gateway.loadtest.drive.RateCurve;
import im.gateway.loadtest.drive.XmppUsers;
import im.gateway.loadtest.faults.book.LoginBook;
import im.gateway.loadtest.faults.book.MessageBook;
import im.gateway.loadtest.faults.book.PresenceBook;
import im.gateway.loadtest.measure.Latencies;
import im.gateway.loadtest.measure.Stamp;
import im.gateway.loadtest.oscar.SimulatedContact;
import im.gateway.loadtest.oscar.SimulatedOscarNetwork;
import im.gateway.loadtest.run.Waiting;
import im.gateway.loadtest.xmpp.XmppSide;
import im.gateway.protocol.stanza.Stanza;
import im.gateway.protocol.xml.Element;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The users on the XMPP side and their contacts on the simulated OSCAR network, who talk, come and go as away; and newcomers, who do
 * nothing but register when a case asks for it. Thread-safe.
 */
public final class People {
    static final String GATEWAY_DOMAIN = "aim.localhost";
    static final String USER_DOMAIN = "users.localhost";

    /** Of {@link XmppUsers}. */
    private static final String PASSWORD = "load";

    private static final int USERS_OF_A_CONTACT = 4;
    private static final int NEWCOMERS = 8;
    private static final int BODY_LENGTH = 80;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long SETUP_PAUSE_NANOS = 10_000_000;

    private final Population population;
    private final MessageBook messages;
    private final PresenceBook presence;
    private final LoginBook logins = new LoginBook(System::nanoTime);
    private final XmppUsers users;
    private final SimulatedOscarNetwork network;
    private final List<Contact> contacts = new ArrayList<>();
    private final int run;
    private final int talkers;
    private volatile @Nullable XmppSide side;
    private volatile boolean networkUp = true;

    /** A contact, and whether it is away. */
    private static final class Contact {
        private final SimulatedContact contact;
        private volatile boolean away;

        Contact(SimulatedContact contact) {
            this.contact = contact;
        }
    }

    /**
     * Accounts and contacts on a network; the users have not registered yet.
     *
     * @param talkers users who talk
     * @param run the number that their messages carry
     */
    People(int talkers, int run, SimulatedOscarNetwork network) {
        this.talkers = talkers;
        this.run = run;
        this.network = network;
        int peers = Math.max(1, talkers / USERS_OF_A_CONTACT);
        population = new Population(talkers + NEWCOMERS, peers, USER_DOMAIN, GATEWAY_DOMAIN, Population.Names.PLAIN);
        messages = new MessageBook(population.flows(), System::nanoTime);
        presence = new PresenceBook(talkers, System::nanoTime);
        users = new XmppUsers(population, messages, new Latencies(), run, 1);
        users.watchPresence(this::seen);
        for (int user = 0; user < population.users(); user++) {
            network.addAccount(population.legacyName(user), PASSWORD);
        }
        for (int peer = 0; peer < peers; peer++) {
            SimulatedContact contact = network.addContact(population.peerName(peer), (from, text) -> {
                heard(text);
                return null;
            });
            contact.signOn();
            contacts.add(new Contact(contact));
        }
        network.watchSessions(logins);
    }

    private void heard(String text) {
        Stamp stamp = Stamp.parse(text);
        if (stamp != null && stamp.run() == run) {
            messages.arrived(stamp.flow(), stamp.sequence());
        }
    }

    private void seen(int user, Element stanza) {
        String from = stanza.attribute("from", "");
        boolean contact = from.startsWith(population.contactJid(user));
        if (user < talkers && (contact || from.equals(GATEWAY_DOMAIN))) {
            String show = stanza.childText(Stanza.NAMESPACE, "show");
            String status = stanza.childText(Stanza.NAMESPACE, "status");
            presence.heard(
                    user,
                    from,
                    contact,
                    stanza.attribute("type", ""),
                    show == null ? "" : show,
                    status == null ? "" : status);
        }
    }

    /** What a stream brings. */
    void received(Element stanza) {
        users.received(stanza);
    }

    void speakThrough(XmppSide xmpp) {
        side = xmpp;
        users.speakThrough(xmpp);
    }

    /** All talkers register, come online and add their contact. */
    void settleIn() throws TimeoutException, InterruptedException {
        each(user -> users.register(user, System.nanoTime()));
        Waiting.until("registered", PATIENCE, () -> users.offline() == talkers, () -> users);
        each(user -> users.logIn(user, System.nanoTime()));
        Waiting.until(
                "online with a contact",
                PATIENCE,
                () -> users.online() == talkers && users.approved() == talkers,
                () -> users);
        Waiting.until(
                "users who see how their contact is",
                PATIENCE,
                () -> wrongViews().isEmpty(),
                this::wrongViews);
    }

    private void each(IntConsumer action) {
        for (int user = 0; user < talkers; user++) {
            action.accept(user);
            flush();
            LockSupport.parkNanos(SETUP_PAUSE_NANOS);
        }
    }

    /** A user who has not registered yet asks to; the same one again until it is let in. */
    public void registerNewcomer() {
        users.register(talkers + newcomers(), System.nanoTime());
        flush();
    }

    /** How many newcomers have been let in. */
    public int newcomers() {
        return users.offline();
    }

    /** How often the gateway has refused a registration with this condition. */
    public long registrationsRefused(String condition) {
        return users.errors().getOrDefault("registration error " + condition, 0L);
    }

    /** Ends the network for its clients, or lets them in again. Nobody who is on it writes meanwhile. */
    public void networkUp(boolean up) {
        networkUp = up;
        if (up) {
            network.listen();
        } else {
            network.stopListening();
        }
    }

    /** Whether every talker has a session on the network, and sees the contact as it is. */
    boolean allThere() {
        return network.figures().online() >= talkers && wrongViews().isEmpty();
    }

    /** A user, and which one the random number says, writes to the contact or is written to. */
    void talk(SplittableRandom random) {
        int user = random.nextInt(talkers);
        if (random.nextBoolean()) {
            XmppSide xmpp = side;
            // Who has no server writes nothing.
            if (xmpp != null && xmpp.connections() > 0) {
                users.write(user, System.nanoTime(), BODY_LENGTH);
            }
        } else if (networkUp) {
            int flow = population.flowFromLegacy(user);
            int sequence = messages.next(flow);
            String body = new Stamp(run, flow, sequence, System.nanoTime()).toBody(BODY_LENGTH);
            contacts.get(population.peerOf(user))
                    .contact
                    .send(
                            population.legacyName(user),
                            body,
                            () -> messages.refused(flow, sequence),
                            () -> messages.handed(flow, sequence));
        }
    }

    /** A contact goes away or is back. */
    void changePresence(SplittableRandom random) {
        Contact one = contacts.get(random.nextInt(contacts.size()));
        one.away = !one.away;
        one.contact.away(one.away ? "not here" : "");
    }

    void flush() {
        XmppSide xmpp = side;
        if (xmpp != null) {
            xmpp.flush();
        }
    }

    /** Messages at random times, and now and then a contact that goes away. */
    public Traffic traffic(long seed, double perSecond) {
        return new Traffic(
                this,
                new Arrivals(RateCurve.constant(perSecond), Arrivals.Distribution.POISSON, new SplittableRandom(seed)));
    }

    /** The users who see their contact otherwise than the network does. */
    public List<Integer> wrongViews() {
        return presence.wrong(user -> contacts.get(population.peerOf(user)).away ? "away" : PresenceBook.AVAILABLE);
    }

    public MessageBook messages() {
        return messages;
    }

    public PresenceBook presence() {
        return presence;
    }

    public LoginBook logins() {
        return logins;
    }

    public Population population() {
        return population;
    }

    @Override
    public String toString() {
        return users + ", sessions on the network " + network.figures().online() + ", wrong views of users "
                + wrongViews();
    }
}
