package im.gateway.loadtest.benchmark;

import java.util.Collection;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs the benchmarks in well under two minutes and says what follows from them. JMH's own options are taken too, and change the
 * settings; the first argument without a dash selects benchmarks by name.
 */
public final class Benchmarks {
    private Benchmarks() {}

    /** Exit code 0 when all benchmarks ran; what they measured is for the reader. */
    public static void main(String[] arguments) throws RunnerException, CommandLineOptionException {
        CommandLineOptions given = new CommandLineOptions(arguments);
        OptionsBuilder options = new OptionsBuilder();
        options.parent(given);
        if (given.getIncludes().isEmpty()) {
            options.include(Benchmarks.class.getPackageName() + "\\..*");
        }
        Collection<RunResult> results = new Runner(usual(options, given)).run();
        int bytes = StanzaMix.bytes().length / StanzaMix.STANZAS;
        System.out.println("\nOne stanza has " + bytes + " bytes on average.");
        System.out.println(Verdict.of(results));
    }

    /** Many short iterations, of which a busy machine leaves some undisturbed, where the command line says nothing else. */
    private static Options usual(OptionsBuilder options, CommandLineOptions given) {
        if (!given.getForkCount().hasValue()) {
            options.forks(2);
        }
        if (!given.getWarmupIterations().hasValue()) {
            options.warmupIterations(5);
        }
        if (!given.getWarmupTime().hasValue()) {
            options.warmupTime(TimeValue.milliseconds(500));
        }
        if (!given.getMeasurementIterations().hasValue()) {
            options.measurementIterations(12);
        }
        if (!given.getMeasurementTime().hasValue()) {
            options.measurementTime(TimeValue.milliseconds(300));
        }
        return options.jvmArgsAppend("-Xmx512m").build();
    }
}
