package im.gateway.loadtest.run;

import im.gateway.loadtest.measure.Latencies;
import im.gateway.loadtest.measure.Ledger;
import im.gateway.loadtest.measure.Operation;
import im.gateway.loadtest.measure.Percentiles;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.HdrHistogram.Histogram;

/** Runs stretches of load on all generators together, and reads what came of each. Used by one thread. */
final class Stretches {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final List<? extends Generator> generators;
    private final Sampler sampler;
    private final Progress progress;
    private final Duration lead;
    private Ledger.Totals messages = Ledger.Totals.NONE;
    private Map<String, Long> errors = Map.of();
    private final Map<Operation, Histogram> all = new EnumMap<>(Operation.class);

    /**
     * What came of one stretch.
     *
     * @param before the counters when the measured time began
     * @param after when it ended
     * @param messages of this stretch and its warm-up
     */
    record Outcome(
            Generator.Stretch stretch,
            Sampler.Reading before,
            Sampler.Reading after,
            Map<Operation, Histogram> latencies,
            Ledger.Totals messages,
            Map<String, Long> errors,
            long begun,
            Histogram lag,
            long unsent) {

        Map<String, Percentiles> percentiles() {
            Map<String, Percentiles> percentiles = new LinkedHashMap<>();
            latencies.forEach((operation, histogram) -> percentiles.put(operation.word(), Percentiles.of(histogram)));
            return percentiles;
        }

        /**
         * As a row of the result.
         *
         * @param resident memory of the gateway, MiB
         * @param live heap of the gateway, MiB; 0 where it was not measured
         */
        Result.Step step(String name, double resident, double live, boolean kept) {
            return new Result.Step(
                    name,
                    stretch.perSecond(),
                    after.online(),
                    relayed() / seconds(),
                    achieved(),
                    percentiles(),
                    per10000(cpuSeconds()),
                    per10000(compilerSeconds()),
                    cpuSeconds() / seconds(),
                    resident,
                    live,
                    kept);
        }

        double seconds() {
            return (after.nanos() - before.nanos()) / 1e9;
        }

        /** Messages that arrived or came back in the measured time. */
        long relayed() {
            return after.settled() - before.settled();
        }

        double cpuSeconds() {
            return after.nodesCpu() - before.nodesCpu();
        }

        double compilerSeconds() {
            return compilers(after) - compilers(before);
        }

        private static double compilers(Sampler.Reading reading) {
            return reading.nodes().stream()
                    .mapToDouble(Watched.Usage::compilerSeconds)
                    .sum();
        }

        double per10000(double seconds) {
            return relayed() == 0 ? 0 : seconds / relayed() * 10_000;
        }

        /** The share of what began that ended well; all of it where nothing began that is timed. */
        double achieved() {
            long ended = latencies.entrySet().stream()
                    .filter(entry -> entry.getKey() != Operation.PRESENCE)
                    .mapToLong(entry -> entry.getValue().getTotalCount())
                    .sum();
            return begun == 0 ? 1 : (double) ended / begun;
        }
    }

    /**
     * For generators that are prepared.
     *
     * @param lead between the word to begin and the beginning: none here, a moment where others have to hear it
     */
    Stretches(List<? extends Generator> generators, Sampler sampler, Progress progress, Duration lead) {
        this.generators = generators;
        this.sampler = sampler;
        this.progress = progress;
        this.lead = lead;
    }

    /**
     * Runs one.
     *
     * @param name in the timeline
     * @param drain how long what is under way at the end may take
     * @param measuring is told the moment at which the measured time begins, before it does
     */
    Outcome run(String name, Generator.Stretch stretch, Duration drain, LongConsumer measuring)
            throws IOException, InterruptedException {
        long begin = System.nanoTime() + lead.toNanos();
        long from = begin + stretch.warmUp().toNanos();
        long until = from + stretch.duration().toNanos();
        for (Generator generator : generators) {
            generator.start(stretch, Duration.ofNanos(begin - System.nanoTime()));
        }
        measuring.accept(from);
        sampleUntil(from, name, false);
        Sampler.Reading before = sampler.read();
        sampleUntil(until, name, true);
        Sampler.Reading after = sampler.read();
        drain(name, drain);
        return outcome(stretch, before, after);
    }

    private void sampleUntil(long end, String phase, boolean measured) throws IOException, InterruptedException {
        while (end - System.nanoTime() > 0) {
            long wake = Math.min(end, System.nanoTime() + SECOND);
            while (wake - System.nanoTime() > 0 && !Thread.currentThread().isInterrupted()) {
                LockSupport.parkNanos(wake - System.nanoTime());
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            progress.say(sampler.sample(phase, measured));
        }
    }

    /**
     * What is under way may still arrive; the rest is lost. It is looked once at least: what was sent after the last sample is not known
     * from it.
     */
    private void drain(String phase, Duration most) throws IOException, InterruptedException {
        long limit = System.nanoTime() + most.toNanos();
        do {
            sampleUntil(Math.min(limit, System.nanoTime() + SECOND / 4), phase, false);
        } while (limit - System.nanoTime() > 0
                && (sampler.last().outstanding() > 0 || sampler.last().waiting() > 0));
    }

    private Outcome outcome(Generator.Stretch stretch, Sampler.Reading before, Sampler.Reading after)
            throws IOException, InterruptedException {
        Ledger.Totals totals = Ledger.Totals.NONE;
        Map<String, Long> answers = new TreeMap<>();
        long begun = 0;
        long unsent = 0;
        Histogram lag = Latencies.histogram();
        for (Generator generator : generators) {
            Generator.Ended ended = generator.ended();
            totals = totals.plus(ended.messages());
            ended.errors().forEach((error, count) -> answers.merge(error, count, Long::sum));
            begun += ended.begun();
            unsent += ended.unsent();
            lag.add(ended.lag());
        }
        sampler.collect();
        Map<Operation, Histogram> latencies = sampler.takeLatencies();
        Latencies.add(all, latencies);
        Outcome outcome =
                new Outcome(stretch, before, after, latencies, totals.since(messages), answers, begun, lag, unsent);
        messages = totals;
        errors = answers;
        return outcome;
    }

    /** What became of all messages of all stretches. */
    Ledger.Totals messages() {
        return messages;
    }

    /** The errors of all stretches. */
    Map<String, Long> errors() {
        return errors;
    }

    /** What was timed in all stretches. */
    Map<Operation, Histogram> latencies() {
        return all;
    }
}
