package im.gateway.node.cluster;

import im.gateway.node.config.Endpoint;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;

/**
 * How long the first of the seeds looks for a cluster that is there before it founds one. Pekko's five seconds are not enough for a node
 * that comes back on a busy machine: the answer of the others arrived after seven, and there were two clusters, each with every user's
 * login. Where all other seeds refuse connections, there is no process that could answer, and no reason to wait; in all other cases
 * one may be there. Those that start at the same time say so, which ends the waiting early.
 */
final class Founding {
    /** For a seed that begins to listen just after it was tried. */
    static final Duration NOBODY_THERE = Duration.ofSeconds(5);

    static final Duration SOMEBODY_MAY_BE_THERE = Duration.ofSeconds(60);

    /** A loaded host takes a moment to accept; one that is away altogether costs this much of the start, for each seed. */
    private static final int CONNECT_MILLIS = 2000;

    private Founding() {}

    /**
     * Tries the other seeds' ports, one after the other, and blocks meanwhile; at once for a node that may not found a cluster.
     *
     * @param self where this node is reached
     */
    static Duration patience(List<Endpoint> seeds, Endpoint self) {
        if (seeds.isEmpty() || !seeds.get(0).equals(self)) {
            // Of the others it is the pause before they ask once more.
            return NOBODY_THERE;
        }
        boolean nobody = seeds.stream().filter(seed -> !seed.equals(self)).allMatch(Founding::refuses);
        return nobody ? NOBODY_THERE : SOMEBODY_MAY_BE_THERE;
    }

    private static boolean refuses(Endpoint seed) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(seed.host(), seed.port()), CONNECT_MILLIS);
            return false;
        } catch (ConnectException refused) {
            return true;
        } catch (IOException silent) {
            return false;
        }
    }
}
