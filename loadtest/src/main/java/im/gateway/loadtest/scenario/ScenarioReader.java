package im.gateway.loadtest.scenario;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import im.gateway.loadtest.drive.Arrivals;
import im.gateway.loadtest.scenario.Scenario.Side;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads scenarios: those that are shipped, by name, or a file. What is wrong is said with the setting's name and what was expected. */
public final class ScenarioReader {
    private static final String SUFFIX = ".conf";
    private static final Config REFERENCE = ConfigFactory.parseResources(
            ScenarioReader.class,
            "scenario-reference.conf",
            ConfigParseOptions.defaults().setAllowMissing(false));

    /** In the order in which a newcomer should meet them. */
    private static final List<String> SHIPPED = List.of("smoke", "chat", "login-storm");

    private ScenarioReader() {}

    /** A setting is missing or wrong; the message is for the one who wrote the file. */
    public static final class WrongScenario extends Exception {
        private static final long serialVersionUID = 1;

        WrongScenario(String message) {
            super(message);
        }
    }

    /** The names of those that are shipped. */
    public static List<String> shipped() {
        return SHIPPED;
    }

    /**
     * Reads one.
     *
     * @param nameOrFile a name of {@link #shipped}, or a path
     * @param overrides settings as {@code key=value}, which go before the file's
     * @throws WrongScenario when there is none, or a setting is wrong
     */
    public static Scenario read(String nameOrFile, List<String> overrides) throws WrongScenario {
        try {
            Config given = source(nameOrFile);
            Config over = ConfigFactory.empty();
            for (String setting : overrides) {
                over = ConfigFactory.parseString(setting).withFallback(over);
            }
            Config all = over.withFallback(given).withFallback(REFERENCE).resolve();
            refuseUnknown(all);
            String file = Path.of(nameOrFile).getFileName().toString();
            return read(file.endsWith(SUFFIX) ? file.substring(0, file.length() - SUFFIX.length()) : file, all);
        } catch (ConfigException e) {
            throw new WrongScenario(nameOrFile + ": " + e.getMessage());
        }
    }

    private static Config source(String nameOrFile) throws WrongScenario {
        if (SHIPPED.contains(nameOrFile)) {
            return ConfigFactory.parseResources(
                    ScenarioReader.class,
                    nameOrFile + SUFFIX,
                    ConfigParseOptions.defaults().setAllowMissing(false));
        }
        Path file = Path.of(nameOrFile);
        if (!Files.isReadable(file)) {
            throw new WrongScenario(nameOrFile + ": no such scenario and no such file (expected: one of "
                    + String.join(", ", SHIPPED) + ", or a file of HOCON)");
        }
        return ConfigFactory.parseFile(file.toFile());
    }

    /** Misspelt settings would be silently without effect. The nodes' own settings are checked by the nodes. */
    private static void refuseUnknown(Config all) throws WrongScenario {
        for (Map.Entry<String, ConfigValue> entry : all.entrySet()) {
            boolean free =
                    entry.getKey().startsWith("criteria.") || entry.getKey().startsWith("gateway.config.");
            if (!free && !REFERENCE.hasPathOrNull(entry.getKey())) {
                throw new WrongScenario(entry.getValue().origin().description() + ": " + entry.getKey()
                        + " is no setting (expected: one of scenario-reference.conf)");
            }
        }
    }

    private static Scenario read(String name, Config all) throws WrongScenario {
        int users = whole(all, "population.users", 1, 1_000_000);
        Scenario scenario = new Scenario(
                name,
                all.getString("description"),
                all.getLong("seed"),
                new Scenario.People(
                        users,
                        whole(all, "population.online", 0, users),
                        whole(all, "population.peers", 1, users),
                        number(all, "population.setup-per-second", 1, 100_000)),
                new Scenario.Arrival(
                        number(all, "arrival.per-second", 0.01, 1_000_000),
                        word(all, "arrival.distribution", Arrivals.Distribution.class),
                        all.getDuration("arrival.warm-up"),
                        all.getDuration("arrival.duration"),
                        all.getDuration("arrival.drain")),
                new Scenario.Mix(
                        number(all, "mix.to-legacy", 0, 1e6),
                        number(all, "mix.from-legacy", 0, 1e6),
                        number(all, "mix.session", 0, 1e6)),
                whole(all, "body-length", 0, 400),
                new Scenario.Gateway(
                        whole(all, "gateway.nodes", 1, 9),
                        all.getString("gateway.java-options"),
                        all.getConfig("gateway.config").root().render(ConfigRenderOptions.concise())),
                new Scenario.Xmpp(word(all, "xmpp.side", Side.class), all.getBoolean("xmpp.one-active")),
                criteria(all.getConfig("criteria")),
                all.root().unwrapped());
        if (scenario.mix().sum() == 0) {
            throw new WrongScenario("mix: all weights are 0 (expected: one that is not)");
        }
        return scenario;
    }

    private static Map<String, Double> criteria(Config block) throws WrongScenario {
        for (String key : block.entrySet().stream().map(Map.Entry::getKey).toList()) {
            if (!Criteria.isKnown(key)) {
                throw wrong(block, key, "one of " + Criteria.names());
            }
        }
        Map<String, Double> criteria = new LinkedHashMap<>();
        block.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> criteria.put(entry.getKey(), bound(block, entry.getKey())));
        return criteria;
    }

    /** Times in milliseconds, whatever unit they are written in; everything else as it is. */
    private static double bound(Config block, String key) {
        return Criteria.isTime(key) ? block.getDuration(key).toNanos() / 1e6 : block.getDouble(key);
    }

    private static int whole(Config all, String key, int least, int most) throws WrongScenario {
        return (int) number(all, key, least, most);
    }

    private static double number(Config all, String key, double least, double most) throws WrongScenario {
        double value = all.getDouble(key);
        if (!(value >= least && value <= most)) {
            throw wrong(all, key, plain(least) + " to " + plain(most));
        }
        return value;
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    private static <E extends Enum<E>> E word(Config all, String key, Class<E> words) throws WrongScenario {
        Optional<E> found = List.of(words.getEnumConstants()).stream()
                .filter(e -> e.name().equalsIgnoreCase(all.getString(key)))
                .findFirst();
        if (found.isEmpty()) {
            throw wrong(
                    all,
                    key,
                    "one of " + List.of(words.getEnumConstants()).toString().toLowerCase(Locale.ROOT));
        }
        return found.get();
    }

    private static WrongScenario wrong(Config all, String key, String expected) {
        ConfigValue value = all.getValue(key);
        return new WrongScenario(
                value.origin().description() + ": " + key + ": " + value.unwrapped() + " (expected: " + expected + ")");
    }
}
