package im.gateway.loadtest.command;

import java.net.InetSocketAddress;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Addresses in options. */
final class Addresses {
    private static final int MOST = 65_535;

    private Addresses() {}

    /**
     * Reads {@code host:port}.
     *
     * @throws ParameterException when it is no such thing, or nobody knows the host
     */
    static InetSocketAddress parse(CommandSpec spec, String option, String text) {
        int colon = text.lastIndexOf(':');
        String port = text.substring(colon + 1);
        if (colon < 1 || !port.matches("[0-9]{1,5}") || Integer.parseInt(port) > MOST) {
            throw new ParameterException(spec.commandLine(), option + ": " + text + " (expected: HOST:PORT)");
        }
        InetSocketAddress address = new InetSocketAddress(text.substring(0, colon), Integer.parseInt(port));
        if (address.isUnresolved()) {
            throw new ParameterException(
                    spec.commandLine(), option + ": " + text + " (expected: a host that has an address)");
        }
        return address;
    }
}
