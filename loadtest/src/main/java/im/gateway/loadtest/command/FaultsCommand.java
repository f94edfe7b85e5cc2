package im.gateway.loadtest.command;

import im.gateway.loadtest.faults.CaseResult;
import im.gateway.loadtest.faults.FaultCase;
import im.gateway.loadtest.faults.FaultCases;
import im.gateway.loadtest.faults.FaultSuite;
import im.gateway.loadtest.faults.ResultTable;
import im.gateway.loadtest.faults.SuiteResult;
import im.gateway.loadtest.faults.world.FaultWorld;
import im.gateway.loadtest.quickstart.Narrator;
import im.gateway.servers.ShutdownOrder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code loadtest faults}: what users notice when something breaks. */
@Command(
        name = "faults",
        description = {
            "Starts the gateway's nodes, Cassandra, an XMPP server and a simulated OSCAR network as processes on loopback, lets people"
                    + " talk, breaks something, and counts what became of every message, of presence and of logins.",
            "A case is broken where a message is lost, out of order, or a contact seems to go and come, or an account is logged in"
                    + " twice. What was inside a connection that broke is counted by itself."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every promise was kept",
            "1:a promise was broken, or a part did not start",
            "2:a wrong option, or no case of that name",
            "3:a program that a case needs is not installed"
        })
public final class FaultsCommand implements Callable<Integer> {
    private static final String RANDOM = "random";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(
            paramLabel = "CASE",
            arity = "0..*",
            description = "Only these, in their order in the suite (default: all but \"random\").")
    private List<String> names = new ArrayList<>();

    @Option(names = "--list", description = "Say which cases there are, and run nothing.")
    private boolean list;

    @Option(
            names = "--gateway",
            paramLabel = "PATH",
            description = "The gateway's launcher: bin/gateway of its distribution.")
    private @Nullable Path gateway;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Seed of the traffic and of what is chosen at random (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "30",
            description = "Traffic in each case, 10 to 3600, at least: a case goes on until everybody is served again"
                    + " (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--minutes",
            paramLabel = "N",
            defaultValue = "20",
            description = "How long the case \"random\" goes on, 1 to 1440 (default: ${DEFAULT-VALUE}).")
    private int minutes;

    @Option(
            names = "--users",
            paramLabel = "N",
            defaultValue = "60",
            description = "How many users talk, 1 to 100000 (default: ${DEFAULT-VALUE}).")
    private int users;

    @Option(
            names = "--per-second",
            paramLabel = "N",
            defaultValue = "60",
            description =
                    "Messages a second in all, both ways together, on average, 1 to 10000 (default: ${DEFAULT-VALUE}).")
    private int perSecond;

    @Option(
            names = "--nodes",
            paramLabel = "N",
            defaultValue = "3",
            description =
                    "Nodes of the gateway, 3 to 9 (default: ${DEFAULT-VALUE}; \"sigkill-both\" takes five at least).")
    private int nodes;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the results there too, as JSON.")
    private @Nullable Path json;

    @Option(
            names = "--folder",
            paramLabel = "PATH",
            description = "Keeps data and logs there; it must be new or empty (default: a temporary folder).")
    private @Nullable Path folder;

    @Override
    public Integer call() throws IOException {
        check("--seconds", seconds, 10, 3600);
        check("--minutes", minutes, 1, 1440);
        check("--users", users, 1, 100_000);
        check("--per-second", perSecond, 1, 10_000);
        check("--nodes", nodes, 3, 9);
        List<FaultCase> all = FaultCases.all(nodes, Duration.ofMinutes(minutes));
        Narrator narrator = new Narrator(spec.commandLine().getOut(), System::nanoTime);
        if (list) {
            all.forEach(
                    fault -> narrator.say(String.format(Locale.ROOT, "%-21s %s", fault.name(), fault.description())));
            return 0;
        }
        List<FaultCase> chosen = chosen(all);
        if (gateway == null) {
            throw new ParameterException(
                    spec.commandLine(), "--gateway: missing (expected: bin/gateway of the gateway's distribution)");
        }
        List<String> missing = chosen.stream()
                .flatMap(fault -> FaultWorld.missing(fault.setting().side()).stream())
                .distinct()
                .toList();
        if (!missing.isEmpty()) {
            missing.forEach(narrator::say);
            return 3;
        }
        return run(chosen, gateway, narrator);
    }

    private int run(List<FaultCase> chosen, Path launcher, Narrator narrator) throws IOException {
        String started = Clock.systemUTC().instant().toString();
        Path home = EmptyFolder.of(folder, spec.commandLine());
        narrator.say("Logs are in " + home + "; seed " + seed);
        List<CaseResult> results = new ArrayList<>();
        FaultSuite.Options options = new FaultSuite.Options(launcher, seed, seconds, users, perSecond);
        boolean whole = true;
        try (FaultSuite suite = new FaultSuite(options, home, narrator)) {
            for (FaultCase fault : chosen) {
                whole &= run(suite, fault, results, narrator);
            }
        }
        narrator.say("");
        ResultTable.of(results).forEach(narrator::say);
        if (json != null) {
            new SuiteResult(
                            SuiteResult.FORMAT,
                            started,
                            seed,
                            users,
                            perSecond,
                            Runtime.getRuntime().availableProcessors(),
                            results)
                    .write(json);
            narrator.say("The results are in " + json);
        }
        return whole && results.stream().allMatch(CaseResult::passed) ? 0 : 1;
    }

    /** Whether the case could be run: one that could not is said, and the others go on. */
    private static boolean run(FaultSuite suite, FaultCase fault, List<CaseResult> results, Narrator narrator) {
        try {
            results.add(suite.run(fault));
            return true;
        } catch (Exception e) {
            // In a JVM that ends, parts fail because they are being stopped.
            if (!ShutdownOrder.hasBegun()) {
                narrator.say(fault.name() + " could not be run: " + e);
            }
            return false;
        }
    }

    private List<FaultCase> chosen(List<FaultCase> all) {
        List<String> known = all.stream().map(FaultCase::name).toList();
        for (String name : names) {
            if (!known.contains(name)) {
                throw new ParameterException(
                        spec.commandLine(),
                        "CASE: " + name + " (expected: " + known.stream().collect(Collectors.joining(", ")) + ")");
            }
        }
        return all.stream()
                .filter(fault -> names.isEmpty() ? !fault.name().equals(RANDOM) : names.contains(fault.name()))
                .toList();
    }

    private void check(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new ParameterException(
                    spec.commandLine(), option + ": " + value + " (expected: " + least + " to " + most + ")");
        }
    }
}
