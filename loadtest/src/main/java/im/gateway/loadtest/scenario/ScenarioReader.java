package im.gateway.loadtest.scenario;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import im.gateway.loadtest.drive.Arrivals;
import im.gateway.loadtest.drive.RateCurve;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads scenarios: those that are shipped, by name, or a file. What is wrong is said with the setting's name and what was expected. */
public final class ScenarioReader {
    private static final String SUFFIX = ".conf";
    private static final Config REFERENCE = ConfigFactory.parseResources(
            ScenarioReader.class,
            "scenario-reference.conf",
            ConfigParseOptions.defaults().setAllowMissing(false));

    /** In the order in which a newcomer should meet them. */
    private static final List<String> SHIPPED = List.of(
            "smoke",
            "chat",
            "presence-storm",
            "login-storm",
            "registration-wave",
            "monday-morning",
            "failover",
            "node-loss",
            "node-loss-again",
            "wake-up",
            "soak",
            "capacity",
            "remote-hop",
            "cost-curve",
            "versus-biboumi");

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
                over = setting(setting).withFallback(over);
            }
            String file = Path.of(nameOrFile).getFileName().toString();
            return read(
                    file.endsWith(SUFFIX) ? file.substring(0, file.length() - SUFFIX.length()) : file,
                    over.withFallback(given));
        } catch (ConfigException | IllegalArgumentException e) {
            throw new WrongScenario(nameOrFile + ": " + e.getMessage());
        }
    }

    /**
     * Reads one that was read before: what {@link Scenario#source} has.
     *
     * @throws WrongScenario when a setting is wrong
     */
    public static Scenario readAgain(String name, Map<String, Object> source) throws WrongScenario {
        try {
            return read(name, ConfigFactory.parseMap(source));
        } catch (ConfigException | IllegalArgumentException e) {
            throw new WrongScenario(name + ": " + e.getMessage());
        }
    }

    /** A shell has taken the quotes away that HOCON wants around a JVM's options: what is no HOCON is the text as it stands. */
    private static Config setting(String text) {
        try {
            return ConfigFactory.parseString(text);
        } catch (ConfigException.Parse notHocon) {
            int equals = text.indexOf('=');
            if (equals < 1) {
                throw notHocon;
            }
            return ConfigFactory.empty()
                    .withValue(
                            text.substring(0, equals).strip(),
                            ConfigValueFactory.fromAnyRef(
                                    text.substring(equals + 1).strip(), "--set"));
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

    private static Scenario read(String name, Config given) throws WrongScenario {
        Config all = given.withFallback(REFERENCE).resolve();
        refuseUnknown(all);
        Settings settings = new Settings(all);
        Scenario.People people = people(settings);
        Mix mix = mix(settings);
        if (mix.weight(Act.REGISTRATION) > 0 && people.registered() == people.users()) {
            throw settings.wrong("population.registered", "fewer than population.users, where mix.registration is set");
        }
        Scenario.Kind kind = settings.word("kind", Scenario.Kind.class);
        List<Integer> growth = all.getIntList("growth.online");
        if (kind == Scenario.Kind.GROWTH && growth.stream().anyMatch(online -> online < 1 || online > people.users())) {
            throw settings.wrong("growth.online", "numbers from 1 to population.users");
        }
        if (kind == Scenario.Kind.HOP) {
            refuseWithoutHop(settings);
        }
        return new Scenario(
                name,
                all.getString("description"),
                kind,
                all.getLong("seed"),
                people,
                arrival(settings),
                mix,
                settings.whole("body-length", 0, 400),
                new Scenario.Gateway(
                        settings.whole("gateway.nodes", 1, 9),
                        cores(settings),
                        all.getString("gateway.java-options"),
                        all.getConfig("gateway.config").root().render(ConfigRenderOptions.concise())),
                new Scenario.Xmpp(settings.word("xmpp.side", Scenario.Side.class), all.getBoolean("xmpp.one-active")),
                settings.word("legacy.network", Scenario.Network.class),
                faults(settings),
                reach(settings),
                new Scenario.Capacity(
                        settings.number("capacity.from", 1, 1_000_000),
                        settings.number("capacity.factor", 1.01, 10),
                        settings.whole("capacity.steps", 1, 100),
                        settings.number("capacity.below", 0, 1)),
                growth,
                settings.whole("hop.rounds", 1, 100),
                new Scenario.Versus(
                        all.getDuration("versus.warm-up"),
                        all.getDuration("versus.warm-up-most"),
                        settings.number("versus.warm-up-compilers", 0, 1),
                        settings.whole("versus.rounds", 1, 100),
                        all.getDuration("versus.saturated"),
                        settings.whole("versus.window", 1, 100_000)),
                criteria(all.getConfig("criteria")),
                all.root().unwrapped());
    }

    private static void refuseWithoutHop(Settings settings) throws WrongScenario {
        settings.whole("gateway.nodes", 2, 9);
        if (settings.word("xmpp.side", Scenario.Side.class) != Scenario.Side.PLAYED) {
            throw settings.wrong("xmpp.side", "played, where kind = hop: it chooses the stream of each stanza");
        }
        if (settings.all().getBoolean("xmpp.one-active")) {
            throw settings.wrong("xmpp.one-active", "false, where kind = hop: each node has a stream");
        }
    }

    private static String cores(Settings settings) throws WrongScenario {
        String cores = settings.all().getString("gateway.cores");
        if (!cores.matches("|[0-9]+(-[0-9]+)?(,[0-9]+(-[0-9]+)?)*")) {
            throw settings.wrong("gateway.cores", "a list of cores as 0 or 0,2-3, or nothing for all of them");
        }
        return cores;
    }

    private static Scenario.People people(Settings settings) throws WrongScenario {
        int users = settings.whole("population.users", 1, 1_000_000);
        int registered = settings.whole("population.registered", 0, users);
        int peers = settings.whole("population.peers", 1, users);
        return new Scenario.People(
                users,
                registered,
                settings.whole("population.online", 0, registered),
                peers,
                settings.whole("population.contacts", 1, Math.min(peers, 500)),
                settings.number("population.setup-per-second", 1, 100_000));
    }

    private static Scenario.Arrival arrival(Settings settings) throws WrongScenario {
        List<RateCurve.Point> shape = new ArrayList<>();
        for (Config point : settings.all().getConfigList("arrival.shape")) {
            shape.add(new RateCurve.Point(point.getDuration("at"), new Settings(point).number("factor", 0, 1000)));
        }
        Scenario.Arrival arrival = new Scenario.Arrival(
                settings.number("arrival.per-second", 0.01, 1_000_000),
                List.copyOf(shape),
                settings.word("arrival.distribution", Arrivals.Distribution.class),
                settings.all().getDuration("arrival.warm-up"),
                settings.all().getDuration("arrival.duration"),
                settings.all().getDuration("arrival.drain"));
        // A shape that cannot be is refused here, not in the middle of a run.
        RateCurve unused = arrival.curve(arrival.perSecond(), arrival.warmUp());
        return arrival;
    }

    private static Mix mix(Settings settings) throws WrongScenario {
        Map<Act, Double> weights = new EnumMap<>(Act.class);
        for (Act act : Act.values()) {
            weights.put(act, settings.number("mix." + act.word(), 0, 1e6));
        }
        return new Mix(weights);
    }

    private static List<Fault> faults(Settings settings) throws WrongScenario {
        List<Fault> faults = new ArrayList<>();
        for (Config fault : settings.all().getConfigList("faults")) {
            Settings one = new Settings(fault);
            Fault.What what = one.word("what", Fault.What.class);
            int nodes = settings.whole("gateway.nodes", 1, 9);
            faults.add(new Fault(fault.getDuration("at"), what, what.isOfNode() ? one.whole("node", 1, nodes) : 0));
        }
        return List.copyOf(faults);
    }

    private static Scenario.Reach reach(Settings settings) throws WrongScenario {
        Scenario.Reach reach = new Scenario.Reach(
                settings.all().getBoolean("reach.probe"),
                settings.whole("reach.kill", 1, 9),
                settings.number("reach.writers", 0, 1));
        boolean simulated = settings.word("legacy.network", Scenario.Network.class) != Scenario.Network.IRC;
        if (reach.probe() && !simulated) {
            throw settings.wrong(
                    "reach.probe", "off, where legacy.network is irc: only the simulated one tells of sessions");
        }
        long kills = faults(settings).stream()
                .filter(fault -> fault.what() == Fault.What.KILL)
                .count();
        if (reach.kill() > Math.max(1, kills)) {
            throw settings.wrong("reach.kill", "one of the " + kills + " kills among the faults");
        }
        return reach;
    }

    private static Map<String, Double> criteria(Config block) throws WrongScenario {
        for (String key : block.entrySet().stream().map(Map.Entry::getKey).toList()) {
            if (!Criteria.isKnown(key)) {
                throw new Settings(block).wrong(key, "one of " + Criteria.names());
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
}
