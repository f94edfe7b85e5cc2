package im.gateway.loadtest.run;

import im.gateway.loadtest.run.LocalGenerator.Share;
import im.gateway.loadtest.scenario.Scenario;
import im.gateway.loadtest.scenario.Scenario.Network;
import im.gateway.loadtest.scenario.Scenario.Side;
import java.util.Locale;

/** What the parts of a scenario are called: the users' domains, and what the gateway serves for them. */
public final class Naming {
    /** How many processes can share a scenario: each has a letter. */
    public static final int MOST_SHARES = 26;

    private static final String TOP = ".localhost";

    private Naming() {}

    /** The name of the network's protocol, as in the gateway's configuration. */
    static String protocol(Network network) {
        return network.name().toLowerCase(Locale.ROOT);
    }

    /**
     * Whether each of several processes plays both sides itself, and has a service and a domain of the gateway of its own. Otherwise
     * all of them go to the same servers.
     */
    public static boolean isApart(Scenario scenario) {
        return scenario.xmpp().side() == Side.PLAYED && scenario.network() != Network.IRC;
    }

    /** What the gateway's nodes call the service of a share: {@code aim}, or {@code aim-b} where each share has its own. */
    public static String service(Scenario scenario, Share share) {
        String protocol = protocol(scenario.network());
        return isApart(scenario) && share.of() > 1 ? protocol + "-" + letter(share) : protocol;
    }

    /** The gateway's address for the people of a share. */
    public static String gateway(Scenario scenario, Share share) {
        return service(scenario, share) + TOP;
    }

    /** The domain of a share's users: each has one of its own. */
    public static String users(Share share) {
        return share.of() == 1 ? "users" + TOP : "users-" + letter(share) + TOP;
    }

    /** What tells a share's legacy names from those of others on the same network. */
    static String letter(Share share) {
        return String.valueOf((char) ('a' + share.index()));
    }
}
