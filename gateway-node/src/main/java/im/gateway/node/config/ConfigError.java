package im.gateway.node.config;

import com.typesafe.config.ConfigOrigin;

/** A configuration that cannot be used. The message is one line: file, line, key, what was found and what was expected. */
public final class ConfigError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ConfigError(String message) {
        super(message);
    }

    static ConfigError at(ConfigOrigin origin, String key, String found, String expected) {
        return new ConfigError(place(origin) + ": " + key + ": found " + found + " (expected: " + expected + ")");
    }

    /**
     * Something that is not there.
     *
     * @param file what to name where the block is in no file of the operator's
     */
    static ConfigError missing(ConfigOrigin block, String file, String key, String expected) {
        String place = block.filename() == null ? file : place(block);
        return new ConfigError(place + ": " + key + ": missing (expected: " + expected + ")");
    }

    private static String place(ConfigOrigin origin) {
        String file = origin.filename();
        if (file == null) {
            return origin.description();
        }
        return origin.lineNumber() > 0 ? file + ":" + origin.lineNumber() : file;
    }
}
