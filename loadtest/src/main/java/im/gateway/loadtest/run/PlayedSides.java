package im.gateway.loadtest.run;

import im.gateway.loadtest.oscar.Options;
import im.gateway.loadtest.oscar.SimulatedOscarNetwork;
import im.gateway.loadtest.quickstart.Narrator;
import im.gateway.loadtest.run.LocalGenerator.Share;
import im.gateway.loadtest.scenario.Scenario;
import im.gateway.loadtest.xmpp.ConnectionPolicy;
import im.gateway.loadtest.xmpp.PlayedXmppServer;
import im.gateway.loadtest.xmpp.StanzaListener;
import io.netty.channel.EventLoopGroup;
import java.net.InetSocketAddress;
import java.time.Clock;

/** The sides that this program plays itself, for a share of a scenario's people. */
public final class PlayedSides {
    private PlayedSides() {}

    /**
     * Starts a legacy network without accounts.
     *
     * @param host to listen on
     * @throws IllegalStateException when it cannot
     */
    public static SimulatedOscarNetwork oscar(Scenario scenario, Share share, String host) {
        return SimulatedOscarNetwork.start(
                new Options(host, 0, null, false, scenario.seed() + share.index()), Clock.systemUTC());
    }

    /**
     * Starts an XMPP server that waits for the gateway's nodes.
     *
     * @param host to listen on
     * @param loops for all its sockets
     * @throws IllegalStateException when it cannot
     */
    public static PlayedXmppServer xmpp(
            Scenario scenario, Share share, String host, EventLoopGroup loops, StanzaListener listener) {
        return PlayedXmppServer.start(
                new PlayedXmppServer.Settings(
                        new InetSocketAddress(host, 0),
                        Naming.gateway(scenario, share),
                        Surroundings.SECRET,
                        scenario.xmpp().oneActive() ? ConnectionPolicy.ONE_ACTIVE : ConnectionPolicy.EVERY_NODE,
                        scenario.seed() + share.index()),
                loops,
                listener);
    }

    /** Waits until each node that shall has opened its stream. */
    public static void awaitStreams(Scenario scenario, PlayedXmppServer server, Narrator narrator) throws Exception {
        int expected = scenario.xmpp().oneActive() ? 1 : scenario.gateway().nodes();
        narrator.step(
                "component streams: " + expected,
                () -> Waiting.until(
                        "component streams",
                        Surroundings.LOGIN_LIMIT,
                        () -> server.connections() >= expected,
                        server::connections));
    }
}
