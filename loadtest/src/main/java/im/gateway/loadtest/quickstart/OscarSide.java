package im.gateway.loadtest.quickstart;

import im.gateway.loadtest.oscar.EchoingContact;
import im.gateway.loadtest.oscar.Options;
import im.gateway.loadtest.oscar.SimulatedOscarNetwork;
import im.gateway.servers.Ports;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.List;

/** The simulated OSCAR network of a conversation, in this process: on each service an account for the user, and a contact who answers. */
final class OscarSide implements AutoCloseable {
    private static final long SEED = 1;
    private static final String PASSWORD = "montague";
    private static final Stage.OscarPlace AIM =
            new Stage.OscarPlace("aim", "AIM", "aim.localhost", "romeo", PASSWORD, "juliet", false);
    private static final Stage.OscarPlace ICQ =
            new Stage.OscarPlace("icq", "ICQ", "icq.localhost", "100001", PASSWORD, "100002", true);

    static final List<Stage.OscarPlace> PLACES = List.of(AIM, ICQ);

    private final SimulatedOscarNetwork network;

    private OscarSide(SimulatedOscarNetwork network) {
        this.network = network;
    }

    /**
     * A network with its people, who are there.
     *
     * @param port 0 for a free one
     * @throws IllegalStateException when the port cannot be used; the message says which
     */
    static OscarSide start(int port) {
        SimulatedOscarNetwork network =
                SimulatedOscarNetwork.start(new Options(Ports.LOOPBACK, port, null, false, SEED), Clock.systemUTC());
        for (Stage.OscarPlace place : PLACES) {
            network.addAccount(place.user(), place.password());
            network.addContact(place.contact(), new EchoingContact()).signOn();
            network.requireAuthorization(place.contact(), place.contactIsAsked());
        }
        return new OscarSide(network);
    }

    InetSocketAddress address() {
        return network.address();
    }

    @Override
    public void close() {
        network.close();
    }
}
