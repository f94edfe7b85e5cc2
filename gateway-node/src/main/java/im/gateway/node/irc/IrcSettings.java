package im.gateway.node.irc;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import im.gateway.node.socket.TlsSettings;
import im.gateway.protocol.irc.Nicks;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one IRC service; {@code irc-reference.conf} beside this class has every key with its default and its reason.
 *
 * @param name the service's name for people
 * @param host the server
 * @param port its port
 * @param tls how the connection is encrypted; null for not at all
 * @param auth how the password is shown to the network
 * @param serverPassword what the server itself wants of everybody (PASS); null for nothing
 * @param realname what WHOIS says
 */
record IrcSettings(
        String name,
        String host,
        int port,
        @Nullable TlsSettings tls,
        Auth auth,
        @Nullable String serverPassword,
        String realname,
        NickServ nickServ,
        Flood flood,
        Watch watch,
        Timeouts timeouts) {
    private static final Config REFERENCE = ConfigFactory.parseResources(IrcSettings.class, "irc-reference.conf");

    /** How the password is shown to the network. */
    enum Auth {
        /** SASL PLAIN: the login is refused by the server itself. */
        SASL,
        /** A message to NickServ after the login. */
        NICKSERV,
        /** The server's own password, which each user then has to know. */
        PASS,
        /** Not at all: the network has no accounts, and any password is right. */
        NONE
    }

    /**
     * The service that keeps the accounts.
     *
     * @param name its nick, maybe with {@code @server}
     * @param success what its notice says when the password was right
     * @param failure what its notice says when it was wrong
     */
    record NickServ(String name, Pattern success, Pattern failure) {
        /** Whether a nick is this service. */
        boolean is(String nick) {
            int at = name.indexOf('@');
            return (at < 0 ? name : name.substring(0, at)).equalsIgnoreCase(nick);
        }
    }

    /**
     * What the server bears.
     *
     * @param burst lines at once
     * @param linesPerSecond lasting; 0 for no limit
     * @param window lines of messages whose outcome the server still owes
     * @param queue lines that may wait for all this
     * @param linesPerMessage lines of one message at most
     */
    record Flood(int burst, double linesPerSecond, int window, int queue, int linesPerMessage) {}

    /**
     * The measured pace of what is asked again and again.
     *
     * @param poll between two rounds of polling, where contacts have to be polled
     * @param nickRetry between two tries to get the own nick back
     */
    record Watch(Duration poll, Duration nickRetry) {}

    /**
     * How long is too long.
     *
     * @param connect for the connection, with TLS
     * @param login from there to the end of the login
     * @param idle of silence before the server is asked whether it is alive
     * @param answer of the server to anything
     */
    record Timeouts(Duration connect, Duration login, Duration idle, Duration answer) {}

    /**
     * Reads them.
     *
     * @throws ConfigException which says the key, what it was and what was expected
     */
    static IrcSettings from(Config service) {
        Config config = service.withFallback(REFERENCE);
        TlsSettings tls = TlsSettings.from(config);
        int port = config.hasPath("port") ? integer(config, "port", 1, 65_535) : tls == null ? 6667 : 6697;
        return new IrcSettings(
                config.getString("name"),
                text(config, "host"),
                port,
                tls,
                auth(config),
                config.hasPath("server-password") ? text(config, "server-password") : null,
                text(config, "realname"),
                nickServ(config),
                flood(config),
                new Watch(duration(config, "watch.poll"), duration(config, "watch.nick-retry")),
                new Timeouts(
                        duration(config, "timeouts.connect"),
                        duration(config, "timeouts.login"),
                        duration(config, "timeouts.idle"),
                        duration(config, "timeouts.answer")));
    }

    private static Flood flood(Config config) {
        double rate = config.getDouble("flood.lines-per-second");
        if (!(rate >= 0 && rate <= 10_000)) {
            throw bad(config, "flood.lines-per-second", rate, "0 (no limit) to 10000");
        }
        return new Flood(
                integer(config, "flood.burst", 1, 10_000),
                rate,
                integer(config, "flood.window", 1, 10_000),
                integer(config, "flood.queue", 1, 100_000),
                integer(config, "flood.lines-per-message", 1, 1000));
    }

    private static NickServ nickServ(Config config) {
        String name = text(config, "nickserv.name");
        if (Nicks.canonical(name.replaceFirst("@.*", "")) == null || name.indexOf(' ') >= 0) {
            throw bad(config, "nickserv.name", name, "a nick, or nick@server");
        }
        return new NickServ(name, pattern(config, "nickserv.success"), pattern(config, "nickserv.failure"));
    }

    private static Auth auth(Config config) {
        String word = config.getString("auth");
        for (Auth auth : Auth.values()) {
            if (auth.name().toLowerCase(Locale.ROOT).equals(word)) {
                return auth;
            }
        }
        String expected = Arrays.stream(Auth.values())
                .map(auth -> auth.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        throw bad(config, "auth", word, "one of " + expected);
    }

    private static Pattern pattern(Config config, String key) {
        String regex = config.getString(key);
        try {
            return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
        } catch (PatternSyntaxException malformed) {
            throw bad(config, key, regex, "a regular expression: " + malformed.getDescription());
        }
    }

    /** A text that may stand in a line of IRC. */
    private static String text(Config config, String key) {
        String text = config.getString(key);
        if (text.isBlank() || text.chars().anyMatch(c -> c == '\r' || c == '\n' || c == 0)) {
            throw bad(config, key, key.contains("password") ? "***" : text, "a text in one line");
        }
        return text;
    }

    private static int integer(Config config, String key, int least, int most) {
        int value = config.getInt(key);
        if (value < least || value > most) {
            throw bad(config, key, value, least + " to " + most);
        }
        return value;
    }

    private static Duration duration(Config config, String key) {
        Duration value = config.getDuration(key);
        if (value.compareTo(Duration.ofMillis(10)) < 0 || value.compareTo(Duration.ofDays(1)) > 0) {
            throw bad(config, key, value, "10 ms to 1 day");
        }
        return value;
    }

    private static ConfigException bad(Config config, String key, Object value, String expected) {
        return new ConfigException.BadValue(
                config.getValue(key).origin(), key, value + " (expected: " + expected + ")");
    }
}
