package im.gateway.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** Chooses loopback ports, and says clearly when one is taken. */
public final class Ports {
    public static final String LOOPBACK = "127.0.0.1";

    /** Below the range that the kernel takes for outgoing connections (32768 and up), so that none of those takes it first. */
    private static final int FIRST = 20_000;

    private static final int COUNT = 12_000;

    /** Processes that run side by side begin at different places. */
    private static final AtomicInteger NEXT =
            new AtomicInteger((int) (ProcessHandle.current().pid() * 101 % COUNT));

    private Ports() {}

    /** A port that is free on 127.0.0.1. This process does not give it to anybody else. */
    public static int free() {
        return freeOn(List.of(LOOPBACK));
    }

    /** A port that is free on each of the addresses. */
    public static int freeOn(List<String> addresses) {
        for (int tries = 0; tries < COUNT; tries++) {
            int port = FIRST + Math.floorMod(NEXT.getAndIncrement(), COUNT);
            if (addresses.stream().allMatch(address -> isFree(address, port))) {
                return port;
            }
        }
        throw new ServerException("no port between " + FIRST + " and " + (FIRST + COUNT) + " is free on " + addresses);
    }

    /**
     * Passes when the port can be listened on.
     *
     * @throws ServerException naming the port, the program that needs it and what to do
     */
    public static void requireFree(String address, int port, String program) {
        if (!isFree(address, port)) {
            throw new ServerException(String.format(
                    Locale.ROOT,
                    "port %d on %s is taken, and %s needs it: end the program that holds it (ss -ltnp 'sport = :%d' shows it) or choose another port",
                    port,
                    address,
                    program,
                    port));
        }
    }

    static boolean isFree(String address, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            // Connections of a server that just ended linger in TIME_WAIT; they do not keep the next one from
            // listening.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(address), port));
            return true;
        } catch (UnknownHostException e) {
            throw new ServerException("not an address of this machine: " + address, e);
        } catch (IOException e) {
            return false;
        }
    }
}
