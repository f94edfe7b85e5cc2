package im.gateway.loadtest.scenario;

import im.gateway.loadtest.drive.Arrivals;
import java.time.Duration;
import java.util.Map;

/**
 * One load test. {@code scenario-reference.conf} beside this class has every setting with its default and what it means.
 *
 * @param description for people, one line
 * @param seed of all that is random
 * @param source every setting as it was in force, HOCON as a tree of maps: for the result
 */
public record Scenario(
        String name,
        String description,
        long seed,
        People population,
        Arrival arrival,
        Mix mix,
        int bodyLength,
        Gateway gateway,
        Xmpp xmpp,
        Map<String, Double> criteria,
        Map<String, Object> source) {

    /**
     * Who there is.
     *
     * @param users registered
     * @param online of these, when the load begins
     * @param peers legacy users, who share the users among them as contacts
     * @param setupPerSecond registrations and logins during the preparation
     */
    public record People(int users, int online, int peers, double setupPerSecond) {}

    /**
     * When things are meant to happen (the open model).
     *
     * @param warmUp at the same rate, not measured
     * @param drain how long what is under way at the end may take
     */
    public record Arrival(
            double perSecond, Arrivals.Distribution distribution, Duration warmUp, Duration duration, Duration drain) {}

    /** What happens, by weight. */
    public record Mix(double toLegacy, double fromLegacy, double session) {
        public double sum() {
            return toLegacy + fromLegacy + session;
        }
    }

    /**
     * The nodes.
     *
     * @param javaOptions of each node's JVM
     * @param config overrides in the nodes' configuration, HOCON text
     */
    public record Gateway(int nodes, String javaOptions, String config) {}

    /** The XMPP server's side. */
    public record Xmpp(Side side, boolean oneActive) {}

    /** Who plays the XMPP server. */
    public enum Side {
        PLAYED,
        EJABBERD
    }
}
