package im.gateway.loadtest.oscar;

import org.jspecify.annotations.Nullable;

/**
 * What a simulated network is like.
 *
 * @param host to listen on
 * @param port to listen on; 0 for any
 * @param advertised host and port that clients are told to go on to; null for the true ones
 * @param limitRates whether clients are held to rates
 * @param seed of the randomness: cookies, sequence numbers, what is garbled
 */
public record Options(String host, int port, @Nullable String advertised, boolean limitRates, long seed) {
    public static Options local() {
        return new Options("127.0.0.1", 0, null, false, 1);
    }

    public Options advertising(String address) {
        return new Options(host, port, address, limitRates, seed);
    }

    public Options limitingRates() {
        return new Options(host, port, advertised, true, seed);
    }

    public Options on(String otherHost, int otherPort) {
        return new Options(otherHost, otherPort, advertised, limitRates, seed);
    }
}
