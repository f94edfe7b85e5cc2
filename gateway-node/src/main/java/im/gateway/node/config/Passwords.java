package im.gateway.node.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where a secret may stand: in the configuration itself, in a file of its own, or in the environment. */
final class Passwords {
    static final String EXPECTED = "a secret, or { file = PATH }, or { env = NAME }";

    private Passwords() {}

    static Password read(ConfigValue value, String path) {
        if (value instanceof ConfigObject source) {
            return fromSource(source, path);
        }
        if (value.valueType() == ConfigValueType.LIST) {
            throw ConfigError.at(value.origin(), path, "a list", EXPECTED);
        }
        return new Password(notEmpty(String.valueOf(value.unwrapped()), value, path, "an empty secret"));
    }

    private static Password fromSource(ConfigObject source, String path) {
        String file = only(source, "file");
        if (file != null) {
            return new Password(notEmpty(fileText(file, source, path), source, path, "an empty file " + file));
        }
        String name = only(source, "env");
        if (name != null) {
            String value = System.getenv(name);
            String found = "no environment variable " + name;
            return new Password(notEmpty(value == null ? "" : value, source, path, found));
        }
        throw ConfigError.at(source.origin(), path, "a block with the keys " + source.keySet(), EXPECTED);
    }

    private static @Nullable String only(ConfigObject source, String key) {
        ConfigValue value = source.size() == 1 ? source.get(key) : null;
        return value != null && value.unwrapped() instanceof String text && !text.isBlank() ? text : null;
    }

    private static String fileText(String file, ConfigObject source, String path) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException | InvalidPathException unreadable) {
            throw ConfigError.at(
                    source.origin(), path, "a file that cannot be read: " + file, "a file with the secret");
        }
    }

    private static String notEmpty(String secret, ConfigValue value, String path, String found) {
        if (secret.isBlank()) {
            throw ConfigError.at(value.origin(), path, found, EXPECTED);
        }
        return secret;
    }
}
