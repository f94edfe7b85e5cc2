package im.gateway.node.config;

/** A host and a port. */
public record Endpoint(String host, int port) {
    static final String EXPECTED = "host:port";

    /**
     * Reads {@code host:port}; an IPv6 address stands in brackets.
     *
     * @throws IllegalArgumentException when it is something else
     */
    static Endpoint of(String text) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "" : text.substring(0, colon);
        int port = colon < 0 ? 0 : Integer.parseInt(text.substring(colon + 1));
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        if (port < 1 || port > 65535 || host.isBlank() || (host.indexOf(':') >= 0 && !bracketed)) {
            throw new IllegalArgumentException("not host:port: " + text);
        }
        return new Endpoint(host, port);
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
