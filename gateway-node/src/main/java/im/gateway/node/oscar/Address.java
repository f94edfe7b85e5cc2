package im.gateway.node.oscar;

/** Host and port of a server. */
record Address(String host, int port) {
    private static final int MAX_PORT = 65_535;

    /**
     * Reads {@code host} or {@code host:port}.
     *
     * @param defaultPort where none is written
     * @throws IllegalArgumentException when it is neither
     */
    static Address parse(String text, int defaultPort) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? text : text.substring(0, colon);
        int port = defaultPort;
        if (colon >= 0) {
            String digits = text.substring(colon + 1);
            if (!digits.matches("[0-9]{1,5}")) {
                throw new IllegalArgumentException("port: " + digits + " (expected: 1 to " + MAX_PORT + ")");
            }
            port = Integer.parseInt(digits);
        }
        if (host.isBlank() || port < 1 || port > MAX_PORT) {
            throw new IllegalArgumentException("address: " + text + " (expected: host or host:port)");
        }
        return new Address(host, port);
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
