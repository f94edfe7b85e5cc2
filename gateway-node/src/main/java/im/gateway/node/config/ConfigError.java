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

    static ConfigError missing(ConfigOrigin block, String key, String expected) {
        return new ConfigError(place(block) + ": " + key + ": missing (expected: " + expected + ")");
    }

    private static String place(ConfigOrigin origin) {
        String file = origin.filename();
        if (file == null) {
            return origin.description();
        }
        return origin.lineNumber() > 0 ? file + ":" + origin.lineNumber() : file;
    }
}
