package im.gateway.node.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One block of the configuration while it is read: each value is checked against its bounds where it is read, and {@link #end()}
 * refuses what nobody read. All errors are {@link ConfigError}s.
 */
final class Block {
    private final ConfigObject object;
    private final Config config;
    private final String path;
    private final String file;
    private final Set<String> read = new HashSet<>();

    private Block(ConfigObject object, String path, String file) {
        this.object = object;
        this.file = file;
        this.config = object.toConfig();
        this.path = path;
    }

    /**
     * The block of that name in a whole configuration.
     *
     * @param file the operator's file: what is missing in a block that only the shipped defaults have is missing there
     */
    static Block root(Config whole, String name, String file) {
        ConfigValue value = whole.root().get(name);
        if (value == null) {
            throw ConfigError.missing(whole.origin(), file, name, "a block " + name + " { ... }");
        }
        return new Block(asObject(value, name), name, file);
    }

    Block block(String key) {
        ConfigValue value = require(key, "a block");
        return new Block(asObject(value, path(key)), path(key), file);
    }

    /** The blocks inside this one, by name, in the order of their names: all of its keys are read by this. */
    Map<String, Block> blocks() {
        Map<String, Block> blocks = new LinkedHashMap<>();
        for (Map.Entry<String, ConfigValue> entry : new TreeMap<>(object).entrySet()) {
            String at = path(quoted(entry.getKey()));
            read.add(entry.getKey());
            blocks.put(entry.getKey(), new Block(asObject(entry.getValue(), at), at, file));
        }
        return blocks;
    }

    /** The whole block as it stands, for who reads it with keys of their own. */
    Config raw() {
        read.addAll(object.keySet());
        return config;
    }

    String text(String key) {
        ConfigValue value = require(key, "a text");
        if (value.valueType() != ConfigValueType.STRING
                && value.valueType() != ConfigValueType.NUMBER
                && value.valueType() != ConfigValueType.BOOLEAN) {
            throw wrong(value, key, "a text");
        }
        String text = config.getString(quoted(key));
        if (text.isBlank()) {
            throw wrong(value, key, "a text that is not empty");
        }
        return text;
    }

    @Nullable
    String optionalText(String key) {
        return has(key) ? text(key) : null;
    }

    /** A text that {@code read} makes something of; it says by an IllegalArgumentException that it cannot. */
    <T> T parsed(String key, String expected, Function<String, T> reader) {
        String text = text(key);
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException unreadable) {
            throw wrong(value(key), key, expected);
        }
    }

    List<String> texts(String key, String expected) {
        ConfigValue value = require(key, expected);
        if (!(value instanceof ConfigList list)) {
            throw wrong(value, key, expected);
        }
        List<String> texts = new ArrayList<>();
        for (ConfigValue item : list) {
            if (!(item.unwrapped() instanceof String text) || text.isBlank()) {
                throw wrong(item, key, expected);
            }
            texts.add(text);
        }
        return List.copyOf(texts);
    }

    List<Endpoint> endpoints(String key) {
        String expected = "a list of " + Endpoint.EXPECTED;
        try {
            return texts(key, expected).stream().map(Endpoint::of).toList();
        } catch (IllegalArgumentException malformed) {
            throw wrong(value(key), key, expected);
        }
    }

    boolean flag(String key) {
        ConfigValue value = require(key, "on or off");
        try {
            return config.getBoolean(quoted(key));
        } catch (ConfigException notBoolean) {
            throw wrong(value, key, "on or off");
        }
    }

    int whole(String key, int least, int most) {
        String expected = "a whole number from " + least + " to " + most;
        ConfigValue value = require(key, expected);
        String text = String.valueOf(value.unwrapped());
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notWhole) {
            throw wrong(value, key, expected);
        }
        throw wrong(value, key, expected);
    }

    int port(String key) {
        return whole(key, 1, 65535);
    }

    /** A number of bytes, written with a unit or without one. */
    int bytes(String key, int least, int most) {
        String expected = "a size from " + least + " to " + most + " bytes, with a unit such as KiB or MiB";
        ConfigValue value = require(key, expected);
        try {
            long bytes = config.getBytes(quoted(key));
            if (bytes >= least && bytes <= most) {
                return (int) bytes;
            }
        } catch (ConfigException notSize) {
            throw wrong(value, key, expected);
        }
        throw wrong(value, key, expected);
    }

    /** A duration; a unit has to be written. */
    Duration duration(String key, Duration least, Duration most) {
        String expected = "a duration with a unit, from " + least.toMillis() + "ms to " + most.toMillis() + "ms";
        ConfigValue value = require(key, expected);
        try {
            Duration duration = config.getDuration(quoted(key));
            boolean inBounds = duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0;
            if (inBounds && value.valueType() == ConfigValueType.STRING) {
                return duration;
            }
        } catch (ConfigException notDuration) {
            throw wrong(value, key, expected);
        }
        throw wrong(value, key, expected);
    }

    /** One of the constants of an enum, in lower case and with hyphens. */
    <E extends Enum<E>> E choice(String key, Class<E> type) {
        E[] constants = type.getEnumConstants();
        String words = Arrays.stream(constants).map(Block::word).collect(Collectors.joining(", ", "one of ", ""));
        ConfigValue value = require(key, words);
        for (E constant : constants) {
            if (word(constant).equals(value.unwrapped())) {
                return constant;
            }
        }
        throw wrong(value, key, words);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A secret: as a text, or {@code { file = PATH }}, or {@code { env = NAME }}. */
    Password password(String key) {
        ConfigValue value = require(key, Passwords.EXPECTED);
        return Passwords.read(value, path(key));
    }

    boolean has(String key) {
        boolean there = object.containsKey(key) && value(key).valueType() != ConfigValueType.NULL;
        if (!there) {
            read.add(key);
        }
        return there;
    }

    boolean isBlock(String key) {
        return object.get(key) instanceof ConfigObject;
    }

    /** Refuses a value after it was read, for a reason that only shows together with others. */
    ConfigError wrong(String key, String expected) {
        return wrong(value(key), key, expected);
    }

    /** Refuses keys that nobody has asked for: most of them are misspelt. */
    void end() {
        for (Map.Entry<String, ConfigValue> entry : new TreeMap<>(object).entrySet()) {
            if (!read.contains(entry.getKey())) {
                String known = read.stream().sorted().collect(Collectors.joining(", "));
                throw ConfigError.at(
                        entry.getValue().origin(), path(entry.getKey()), "a key that is not known", "one of " + known);
            }
        }
    }

    private String path(String key) {
        return path + "." + key;
    }

    private static String quoted(String key) {
        return ConfigUtil.joinPath(key);
    }

    private ConfigValue value(String key) {
        ConfigValue value = object.get(key);
        if (value == null) {
            throw new IllegalStateException(path(key) + " was not checked before it was read");
        }
        return value;
    }

    private ConfigValue require(String key, String expected) {
        read.add(key);
        ConfigValue value = object.get(key);
        if (value == null || value.valueType() == ConfigValueType.NULL) {
            throw ConfigError.missing(object.origin(), file, path(key), expected);
        }
        return value;
    }

    private static ConfigObject asObject(ConfigValue value, String path) {
        if (value instanceof ConfigObject object) {
            return object;
        }
        throw ConfigError.at(value.origin(), path, shown(value), "a block { ... }");
    }

    private ConfigError wrong(ConfigValue value, String key, String expected) {
        return ConfigError.at(value.origin(), path(key), shown(value), expected);
    }

    private static String shown(ConfigValue value) {
        return switch (value.valueType()) {
            case OBJECT -> "a block";
            case LIST -> value.unwrapped().toString();
            default -> '"' + String.valueOf(value.unwrapped()) + '"';
        };
    }
}
