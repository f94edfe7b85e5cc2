package im.gateway.loadtest.drive;

import im.gateway.loadtest.measure.Latencies;
import im.gateway.loadtest.measure.MessageLog;
import im.gateway.loadtest.measure.Operation;
import im.gateway.loadtest.measure.Stamp;
import im.gateway.loadtest.oscar.SimulatedContact;
import im.gateway.loadtest.oscar.SimulatedOscarNetwork;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jspecify.annotations.Nullable;

/** The users' contacts on the simulated OSCAR network, and the users' own accounts there. Thread-safe. */
public final class OscarPeers implements LegacyPeers {
    /** What all accounts have. */
    public static final String PASSWORD = "load";

    private final Population population;
    private final MessageLog ledger;
    private final int run;
    private final List<SimulatedContact> contacts = new ArrayList<>();
    private final AtomicIntegerArray away;

    /**
     * Makes everybody's accounts; the peers are online at once.
     *
     * @param contactsOfEach on the list of each user's account
     * @param run the number that their messages carry
     */
    public OscarPeers(
            SimulatedOscarNetwork network,
            Population population,
            int contactsOfEach,
            MessageLog ledger,
            Latencies latencies,
            int run) {
        this.population = population;
        this.ledger = ledger;
        this.run = run;
        this.away = new AtomicIntegerArray(population.peers());
        SimulatedContact.Behaviour behaviour = new Behaviour(ledger, latencies, run);
        for (int peer = 0; peer < population.peers(); peer++) {
            SimulatedContact contact = network.addContact(population.peerName(peer), behaviour);
            contact.signOn();
            contacts.add(contact);
        }
        for (int user = 0; user < population.users(); user++) {
            String name = population.legacyName(user);
            network.addAccount(name, PASSWORD);
            Map<String, String> list = new LinkedHashMap<>();
            for (int i = 0; i < contactsOfEach; i++) {
                list.put(population.peerName((user + i) % population.peers()), "");
            }
            network.setList(name, "Friends", list);
        }
    }

    /** Counts what arrives, and lets everybody see it. */
    private record Behaviour(MessageLog ledger, Latencies latencies, int run) implements SimulatedContact.Behaviour {
        @Override
        public @Nullable String answer(String from, String text) {
            Stamp stamp = Stamp.parse(text);
            if (stamp != null && stamp.run() == run && ledger.arrived(stamp.flow(), stamp.sequence())) {
                latencies.record(Operation.TO_LEGACY, stamp.intendedNanos(), System.nanoTime());
            }
            return null;
        }

        @Override
        public Boolean authorize(String from) {
            return true;
        }
    }

    @Override
    public int online() {
        return contacts.size();
    }

    @Override
    public void write(int user, long intendedNanos, int bodyLength) {
        int flow = population.flowFromLegacy(user);
        Stamp stamp = new Stamp(run, flow, ledger.next(flow), intendedNanos);
        contacts.get(population.peerOf(user)).send(population.legacyName(user), stamp.toBody(bodyLength));
    }

    @Override
    public void change(int peer, long intendedNanos) {
        boolean goes = away.getAndSet(peer, 1 - away.get(peer)) == 0;
        contacts.get(peer).away(goes ? new Stamp(run, peer, 0, intendedNanos).toBody(0) : "");
    }

    /** What was handed over is on its way already. */
    @Override
    public void flush() {}

    @Override
    public void close() {
        contacts.forEach(SimulatedContact::signOff);
    }
}
