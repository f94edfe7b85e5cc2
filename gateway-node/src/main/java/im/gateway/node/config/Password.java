package im.gateway.node.config;

/**
 * A secret of the configuration, which no log line and no error message shows.
 *
 * @param text the secret itself
 */
public record Password(String text) {
    @Override
    public String toString() {
        return "(hidden)";
    }
}
