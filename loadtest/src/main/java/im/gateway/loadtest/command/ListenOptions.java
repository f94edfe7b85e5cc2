package im.gateway.loadtest.command;

import java.net.InetSocketAddress;
import picocli.CommandLine.Option;

/** Where a simulated side listens, as options of its command. */
final class ListenOptions {
    @Option(names = "--host", paramLabel = "ADDRESS", description = "Where to listen (default: ${DEFAULT-VALUE}).")
    private String host = "127.0.0.1";

    @Option(names = "--port", paramLabel = "PORT", description = "0 for any free one (default: ${DEFAULT-VALUE}).")
    private int port;

    /** With the port that the real service has. */
    ListenOptions(int port) {
        this.port = port;
    }

    String host() {
        return host;
    }

    int port() {
        return port;
    }

    InetSocketAddress address() {
        return new InetSocketAddress(host, port);
    }
}
