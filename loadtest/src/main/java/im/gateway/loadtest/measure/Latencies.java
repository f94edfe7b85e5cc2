package im.gateway.loadtest.measure;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * How long things took, counted from when they were meant to begin: a gateway that makes its users wait does not thereby send them
 * fewer messages (no coordinated omission). Times under a microsecond count as one, times over ten minutes as ten minutes. Thread-safe
 * for those who record; one reader.
 */
public final class Latencies {
    private static final long MOST_MICROS = TimeUnit.MINUTES.toMicros(10);
    private static final int DIGITS = 3;

    private final Map<Operation, Recorder> recorders = new EnumMap<>(Operation.class);
    private volatile long measuredFrom = Long.MAX_VALUE;
    private volatile long measuredUntil = Long.MAX_VALUE;

    public Latencies() {
        for (Operation operation : Operation.values()) {
            recorders.put(operation, new Recorder(1, MOST_MICROS, DIGITS));
        }
    }

    /** Only what is meant to begin within these times is recorded: what is before is preparation or warm-up. */
    public void measure(long fromNanos, long untilNanos) {
        measuredFrom = fromNanos;
        measuredUntil = untilNanos;
    }

    /** Something that was meant to begin at one time has ended at another, both as {@link System#nanoTime()}. */
    public void record(Operation operation, long intendedNanos, long endNanos) {
        if (intendedNanos - measuredFrom >= 0 && intendedNanos - measuredUntil < 0) {
            long micros = TimeUnit.NANOSECONDS.toMicros(endNanos - intendedNanos);
            Objects.requireNonNull(recorders.get(operation)).recordValue(Math.max(1, Math.min(MOST_MICROS, micros)));
        }
    }

    /** What was recorded since the last call, in microseconds; only operations that happened. For the one reader. */
    public Map<Operation, Histogram> interval() {
        Map<Operation, Histogram> interval = new EnumMap<>(Operation.class);
        recorders.forEach((operation, recorder) -> {
            Histogram recorded = recorder.getIntervalHistogram();
            if (recorded.getTotalCount() > 0) {
                interval.put(operation, recorded);
            }
        });
        return interval;
    }

    /** A histogram of microseconds with nothing in it, of the shape that all here have. */
    public static Histogram histogram() {
        return new Histogram(1, MOST_MICROS, DIGITS);
    }

    /** Adds what one interval has to a sum. */
    public static void add(Map<Operation, Histogram> sum, Map<Operation, Histogram> interval) {
        interval.forEach((operation, histogram) ->
                sum.computeIfAbsent(operation, o -> histogram()).add(histogram));
    }

    /** Everything in one histogram. */
    public static Histogram merged(Map<Operation, Histogram> histograms) {
        Histogram all = histogram();
        histograms.values().forEach(all::add);
        return all;
    }
}
