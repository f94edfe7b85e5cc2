package im.gateway.node.oscar;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import im.gateway.node.socket.TlsSettings;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one AIM or ICQ service; {@code oscar-reference.conf} beside this class has every key with its default and its reason.
 *
 * @param name the service's name for people
 * @param authorizer where logins begin
 * @param tls how connections to both servers are encrypted; null for not at all
 * @param hosts what to connect to instead of the hosts that the authorizer names
 * @param client what the service is told that this client is
 * @param charset of texts that say ASCII and are not, and of ICQ's old ones
 * @param group where a contact is put when the list has no group
 * @param authorizationText what a contact reads who is asked for permission
 */
record OscarSettings(
        String name,
        Address authorizer,
        @Nullable TlsSettings tls,
        Map<String, String> hosts,
        String client,
        Charset charset,
        String group,
        String authorizationText,
        Messages messages,
        Timeouts timeouts) {
    private static final Config REFERENCE = ConfigFactory.parseResources(OscarSettings.class, "oscar-reference.conf");
    private static final String ANY_HOST = "*";

    /**
     * Bounds of messages.
     *
     * @param maxBytes of one on the wire; longer ones are sent in parts
     * @param maxParts of one; longer ones are refused
     * @param queue data units that may wait for the service's rates
     * @param window parts whose acknowledgement the service still owes
     */
    record Messages(int maxBytes, int maxParts, int queue, int window) {}

    /**
     * How long is too long.
     *
     * @param connect for one connection
     * @param login from there to the end of the login, both servers together
     * @param idle of silence before the server is asked whether it is there
     * @param answer of the server to anything
     */
    record Timeouts(Duration connect, Duration login, Duration idle, Duration answer) {}

    /**
     * Reads them.
     *
     * @param defaultName the service's name where the configuration has none
     * @throws ConfigException which says the key, what it was and what was expected
     */
    static OscarSettings from(Config service, String defaultName) {
        Config config = service.withFallback(REFERENCE);
        return new OscarSettings(
                config.hasPath("name") ? config.getString("name") : defaultName,
                new Address(text(config, "host"), integer(config, "port", 1, 65_535)),
                TlsSettings.from(config),
                hosts(config),
                text(config, "client"),
                charset(config),
                text(config, "group"),
                config.getString("authorization-text"),
                new Messages(
                        integer(config, "messages.max-bytes", 100, 8_000),
                        integer(config, "messages.max-parts", 1, 100),
                        integer(config, "messages.queue", 1, 10_000),
                        integer(config, "messages.window", 1, 10_000)),
                new Timeouts(
                        duration(config, "timeouts.connect"),
                        duration(config, "timeouts.login"),
                        duration(config, "timeouts.idle"),
                        duration(config, "timeouts.answer")));
    }

    /** Where to go instead of this address, which an authorizer has named. */
    Address mapped(Address named) {
        String to = hosts.get(named.toString());
        if (to == null) {
            to = hosts.get(named.host());
        }
        if (to == null) {
            to = hosts.get(ANY_HOST);
        }
        return to == null ? named : Address.parse(to, named.port());
    }

    private static Map<String, String> hosts(Config config) {
        Map<String, String> hosts = new LinkedHashMap<>();
        config.getObject("server-hosts").unwrapped().forEach((from, to) -> {
            try {
                hosts.put(from, to.toString());
                Address.parse(to.toString(), 1);
            } catch (IllegalArgumentException e) {
                throw new ConfigException.BadValue("server-hosts." + from, e.getMessage());
            }
        });
        return Map.copyOf(hosts);
    }

    private static Charset charset(Config config) {
        String name = config.getString("charset");
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new ConfigException.BadValue("charset", name + " (expected: a charset, windows-1252 say)");
        }
    }

    private static String text(Config config, String key) {
        String value = config.getString(key);
        if (value.isBlank()) {
            throw new ConfigException.BadValue(key, "empty (expected: a text)");
        }
        return value;
    }

    private static int integer(Config config, String key, int min, int max) {
        int value = config.getInt(key);
        if (value < min || value > max) {
            throw new ConfigException.BadValue(key, value + " (expected: " + min + " to " + max + ")");
        }
        return value;
    }

    private static Duration duration(Config config, String key) {
        Duration value = config.getDuration(key);
        if (value.isNegative() || value.isZero()) {
            throw new ConfigException.BadValue(key, value + " (expected: more than nothing)");
        }
        return value;
    }
}
