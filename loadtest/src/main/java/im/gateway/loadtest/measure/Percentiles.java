package im.gateway.loadtest.measure;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * A histogram in figures, in milliseconds.
 *
 * @param count of values
 * @param curve pairs of a percentile (0 to 100) and its value, for a plot
 */
public record Percentiles(
        long count, double p50, double p90, double p99, double p999, double max, List<double[]> curve) {
    private static final double MICROS = 1000.0;
    private static final int TICKS_PER_HALF_DISTANCE = 5;

    /** The figures of a histogram of microseconds. */
    public static Percentiles of(Histogram micros) {
        List<double[]> curve = new ArrayList<>();
        for (HistogramIterationValue point : micros.percentiles(TICKS_PER_HALF_DISTANCE)) {
            curve.add(new double[] {point.getPercentileLevelIteratedTo(), point.getValueIteratedTo() / MICROS});
        }
        return new Percentiles(
                micros.getTotalCount(),
                at(micros, 50),
                at(micros, 90),
                at(micros, 99),
                at(micros, 99.9),
                micros.getMaxValue() / MICROS,
                curve);
    }

    private static double at(Histogram micros, double percentile) {
        return micros.getTotalCount() == 0 ? 0 : micros.getValueAtPercentile(percentile) / MICROS;
    }
}
