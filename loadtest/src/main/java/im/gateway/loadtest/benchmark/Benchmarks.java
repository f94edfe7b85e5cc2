package im.gateway.loadtest.benchmark;

import java.io.PrintWriter;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs the benchmarks in well under two minutes and says what follows from them. */
public final class Benchmarks {
    private static final String PACKAGE = Pattern.quote(Benchmarks.class.getPackageName() + ".");

    private Benchmarks() {}

    /**
     * The full names of benchmarks.
     *
     * @param parts of names to choose by; empty for all
     * @throws NoBenchmarksException when nothing has such a name
     */
    public static List<String> names(List<String> parts) throws NoBenchmarksException {
        List<String> names = BenchmarkList.defaultList()
                .find(
                        OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT),
                        patterns(parts).toList(),
                        List.of())
                .stream()
                .map(BenchmarkListEntry::getUsername)
                .toList();
        if (names.isEmpty()) {
            throw new NoBenchmarksException();
        }
        return names;
    }

    /**
     * Measures. JMH writes its progress and its table to the standard output.
     *
     * @param parts of names to choose by; empty for all
     * @param forks JVMs for each benchmark
     * @param iterations measured ones in each JVM
     * @param out takes what follows from the figures
     * @throws NoBenchmarksException when nothing has such a name
     * @throws RunnerException when one failed
     */
    public static void run(List<String> parts, int forks, int iterations, PrintWriter out) throws RunnerException {
        // Many short iterations, of which a busy machine leaves some undisturbed.
        ChainedOptionsBuilder options = new OptionsBuilder()
                .forks(forks)
                .warmupIterations(5)
                .warmupTime(TimeValue.milliseconds(500))
                .measurementIterations(iterations)
                .measurementTime(TimeValue.milliseconds(300))
                .shouldFailOnError(true)
                .jvmArgsAppend("-Xmx512m");
        patterns(parts).forEach(options::include);
        Collection<RunResult> results = new Runner(options.build()).run();
        out.println();
        out.println("One stanza has " + StanzaMix.bytes().length / StanzaMix.STANZAS + " bytes on average.");
        Verdict.cpuTimes(results).forEach(out::println);
        out.println(Verdict.of(results));
        out.flush();
    }

    private static Stream<String> patterns(List<String> parts) {
        return parts.isEmpty()
                ? Stream.of(PACKAGE + ".*")
                : parts.stream().map(part -> PACKAGE + ".*" + Pattern.quote(part) + ".*");
    }
}
