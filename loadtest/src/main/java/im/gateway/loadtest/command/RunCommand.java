package im.gateway.loadtest.command;

import im.gateway.loadtest.agent.AgentProcesses;
import im.gateway.loadtest.agent.DistributedRun;
import im.gateway.loadtest.quickstart.Narrator;
import im.gateway.loadtest.run.OpenFiles;
import im.gateway.loadtest.run.Result;
import im.gateway.loadtest.run.ResultFile;
import im.gateway.loadtest.run.ScenarioRun;
import im.gateway.loadtest.run.Summary;
import im.gateway.loadtest.run.VersusRun;
import im.gateway.loadtest.scenario.Scenario;
import im.gateway.loadtest.scenario.ScenarioReader;
import im.gateway.loadtest.scenario.ScenarioReader.WrongScenario;
import im.gateway.servers.ServerException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code loadtest run}: one scenario, from nothing to its result. */
@Command(
        name = "run",
        description = {
            "Starts Cassandra, both sides and the gateway's nodes on loopback, brings the people of a scenario, loads"
                    + " the gateway as the scenario says, and judges what was measured by its criteria.",
            "Latencies count from the moment at which something was meant to happen. Every message carries a number:"
                    + " loss, duplicates and order are counted."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every criterion was kept",
            "1:a criterion was broken, or a part did not start",
            "2:a wrong option, or a wrong setting in the scenario",
            "3:a program that the scenario needs is not installed",
            "4:skipped: the gateway to compare with (biboumi) is not installed"
        })
public final class RunCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "SCENARIO", description = "A name that \"loadtest scenarios\" shows, or a file of HOCON.")
    @SuppressWarnings("NullAway.Init")
    private String scenario;

    @Option(
            names = "--gateway",
            paramLabel = "PATH",
            required = true,
            description = "The gateway's launcher: bin/gateway of its distribution.")
    @SuppressWarnings("NullAway.Init")
    private Path gateway;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "A setting that goes before the scenario's, arrival.per-second=200 for example."
                    + " May be given more than once.")
    private List<String> settings = new ArrayList<>();

    @Option(
            names = "--result",
            paramLabel = "FILE",
            description = "Where the result is written, JSON (default: SCENARIO.json in the folder of the logs).")
    private @Nullable Path result;

    @Option(
            names = "--folder",
            paramLabel = "PATH",
            description = "Keeps data and logs there; it must be new or empty (default: a temporary folder).")
    private @Nullable Path folder;

    @Option(
            names = "--agents",
            paramLabel = "HOST:PORT",
            split = ",",
            description =
                    "Agents that make the load instead of this process (\"loadtest agent\"), with commas between them:"
                            + " for other machines. The scenario needs xmpp.side=played with legacy.network=aim or icq,"
                            + " which each agent plays itself, or xmpp.side=ejabberd with legacy.network=irc.")
    private List<String> agents = new ArrayList<>();

    @Option(
            names = "--processes",
            paramLabel = "N",
            description =
                    "Makes the load in so many further processes of this machine, which end with the run: for more"
                            + " users than one process may open files (ulimit -n). The scenario needs the same as for"
                            + " --agents.")
    private @Nullable Integer processes;

    @Option(
            names = "--secret",
            paramLabel = "SECRET",
            defaultValue = "${env:LOADTEST_SECRET:-}",
            description = "What the agents were started with (default: the environment's LOADTEST_SECRET).")
    private String secret = "";

    @Override
    public Integer call() throws IOException {
        Scenario read;
        try {
            read = ScenarioReader.read(scenario, settings);
        } catch (WrongScenario wrong) {
            throw new ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
        }
        refuseWrongAgents(read);
        refuseTooFewFiles(read);
        Narrator narrator = new Narrator(spec.commandLine().getOut(), System::nanoTime, Terminal.isThere());
        List<String> missing = ScenarioRun.missing(read);
        if (!missing.isEmpty()) {
            missing.forEach(narrator::say);
            return 3;
        }
        if (read.kind() == Scenario.Kind.VERSUS && VersusRun.missingPeer().isPresent()) {
            narrator.say("SKIPPED: " + VersusRun.missingPeer().get());
            return 4;
        }
        Path home = EmptyFolder.of(folder, spec.commandLine());
        narrator.say(read.name() + ": " + read.description());
        narrator.say("Logs are in " + home);
        try {
            Result ended = measure(read, home, narrator);
            Path file = result == null ? home.resolve(read.name() + ".json") : result;
            ResultFile.write(ended, file);
            Summary.say(narrator, ended);
            narrator.say("The result is in " + file);
            return ended.passed() ? 0 : 1;
        } catch (ServerException | TimeoutException | IllegalStateException e) {
            narrator.say(String.valueOf(e.getMessage()));
            return 1;
        } catch (Exception e) {
            narrator.say(e.toString());
            return 1;
        }
    }

    private Result measure(Scenario read, Path home, Narrator narrator) throws Exception {
        if (read.kind() == Scenario.Kind.VERSUS) {
            return new VersusRun(read, home, narrator, Clock.systemUTC()).run(gateway);
        }
        if (processes != null) {
            try (AgentProcesses started = AgentProcesses.start(processes, home, new SecureRandom(), narrator)) {
                return distributed(read, home, narrator, started.addresses(), started.secret());
            }
        }
        return agents.isEmpty()
                ? new ScenarioRun(read, home, narrator, Clock.systemUTC()).run(gateway)
                : distributed(read, home, narrator, addresses(), secret);
    }

    private Result distributed(
            Scenario read, Path home, Narrator narrator, List<InetSocketAddress> generators, String known)
            throws Exception {
        return new DistributedRun(read, home, narrator, Clock.systemUTC(), generators, known).run(gateway);
    }

    private List<InetSocketAddress> addresses() {
        return agents.stream()
                .map(agent -> Addresses.parse(spec, "--agents", agent))
                .toList();
    }

    private void refuseWrongAgents(Scenario read) {
        if (processes != null && !agents.isEmpty()) {
            throw wrong("--processes and --agents (expected: one of them)");
        }
        if (processes != null && processes < 1) {
            throw wrong("--processes: " + processes + " (expected: 1 or more)");
        }
        int several = processes == null ? agents.size() : processes;
        if (several > 0) {
            DistributedRun.refusal(read, several).ifPresent(why -> {
                throw wrong(why);
            });
        }
        List<InetSocketAddress> unused = addresses();
    }

    /** An agent of another machine has limits of its own, which it tells once it is asked. */
    private void refuseTooFewFiles(Scenario read) {
        OpenFiles files = new OpenFiles(read, OpenFiles.ofThisProcess());
        Optional<String> tooMany = agents.isEmpty()
                ? files.refusalOfProcess(processes == null ? 1 : processes).or(files::refusalOfServers)
                : files.refusalOfServers();
        tooMany.ifPresent(why -> {
            throw wrong(why);
        });
    }

    private ParameterException wrong(String why) {
        return new ParameterException(spec.commandLine(), why);
    }
}
