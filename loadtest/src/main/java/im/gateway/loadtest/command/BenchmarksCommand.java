package im.gateway.loadtest.command;

import im.gateway.loadtest.benchmark.Benchmarks;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code loadtest benchmarks}: what one stanza costs on one core. */
@Command(
        name = "benchmarks",
        description = {
            "Measures what one stanza costs on one core, in JVMs of their own (JMH): parse (bytes to a tree), walk and skim (what"
                    + " the XML scanner alone needs for it), write, jid and route.",
            "Ends with the ratio of parse to walk, from CPU time, so that it holds on a busy machine too. Without options it takes"
                    + " about a minute and a half."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all were measured", "1:one failed", "2:a wrong option, or no benchmark of that name"})
public final class BenchmarksCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(
            paramLabel = "NAME",
            arity = "0..*",
            description = "Only the benchmarks whose names contain one of these (default: all).")
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--forks",
            paramLabel = "N",
            defaultValue = "2",
            description = "JVMs for each benchmark, one after the other, 1 to 20 (default: ${DEFAULT-VALUE}).")
    private int forks;

    @Option(
            names = "--iterations",
            paramLabel = "N",
            defaultValue = "12",
            description = "Measured iterations of 0.3 s in each JVM, 1 to 1000 (default: ${DEFAULT-VALUE}).")
    private int iterations;

    @Option(names = "--list", description = "Say what there is, and measure nothing.")
    private boolean list;

    @Override
    public Integer call() {
        check("--forks", forks, 20);
        check("--iterations", iterations, 1000);
        try {
            if (list) {
                Benchmarks.names(names).forEach(spec.commandLine().getOut()::println);
            } else {
                Benchmarks.run(names, forks, iterations, spec.commandLine().getOut());
            }
            return 0;
        } catch (NoBenchmarksException none) {
            throw new ParameterException(
                    spec.commandLine(), "NAME: " + names + " (expected: part of a name that --list shows)", none);
        } catch (RunnerException failed) {
            spec.commandLine().getErr().println("a benchmark failed: " + failed.getMessage());
            return 1;
        }
    }

    private void check(String option, int value, int most) {
        if (value < 1 || value > most) {
            throw new ParameterException(spec.commandLine(), option + ": " + value + " (expected: 1 to " + most + ")");
        }
    }
}
