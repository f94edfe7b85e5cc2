package im.gateway.loadtest.drive;

import java.time.Duration;
import java.util.List;

/**
 * A rate that changes with time: straight lines between points, level before the first and after the last. Two points at one time make a
 * step. Ramps, bursts and the curve of a day are all of this shape.
 */
public final class RateCurve {
    private static final double NANOS_PER_SECOND = 1e9;

    private final double[] times;
    private final double[] rates;

    /**
     * One point of a curve.
     *
     * @param at after the beginning
     * @param perSecond the rate there
     */
    public record Point(Duration at, double perSecond) {}

    private RateCurve(double[] times, double[] rates) {
        this.times = times;
        this.rates = rates;
    }

    /** The same rate for ever. */
    public static RateCurve constant(double perSecond) {
        return of(List.of(new Point(Duration.ZERO, perSecond)));
    }

    /**
     * A curve through points.
     *
     * @param points one at least, the times never falling, the last rate above 0
     */
    public static RateCurve of(List<Point> points) {
        double[] times = new double[points.size()];
        double[] rates = new double[points.size()];
        for (int i = 0; i < times.length; i++) {
            times[i] = points.get(i).at().toNanos();
            rates[i] = points.get(i).perSecond() / NANOS_PER_SECOND;
            if (i > 0 && times[i] < times[i - 1]) {
                throw new IllegalArgumentException(
                        "points: " + points.get(i).at() + " (expected: not before the point above it)");
            }
        }
        if (rates[rates.length - 1] <= 0) {
            throw new IllegalArgumentException(
                    "points: the last rate is 0 (expected: more, or nothing would ever end)");
        }
        return new RateCurve(times, rates);
    }

    /** The rate at a time, per second. */
    public double perSecond(double nanos) {
        int next = next(nanos);
        return NANOS_PER_SECOND
                * (next == 0 || next == times.length ? rates[Math.max(0, next - 1)] : between(next, nanos));
    }

    /**
     * The time until which so much more than before has happened.
     *
     * @param from a time in nanoseconds after the beginning
     * @param events how many, on average, lie between it and the result
     */
    public double after(double from, double events) {
        double time = from;
        double left = events;
        for (int next = next(time); next < times.length; next++) {
            double width = times[next] - time;
            if (width == 0) {
                continue;
            }
            double begin = next == 0 ? rates[0] : between(next, time);
            double area = width * (begin + rates[next]) / 2;
            if (area >= left) {
                return time + within(begin, (rates[next] - begin) / width, left);
            }
            left -= area;
            time = times[next];
        }
        return time + left / rates[rates.length - 1];
    }

    /** The width from a rate on, rising by a slope, that holds an area; the form of the solution that is stable for slopes near 0. */
    private static double within(double rate, double slope, double area) {
        return 2 * area / (rate + Math.sqrt(Math.max(0, rate * rate + 2 * slope * area)));
    }

    /** The first point after a time. */
    private int next(double nanos) {
        int next = 0;
        while (next < times.length && times[next] <= nanos) {
            next++;
        }
        return next;
    }

    private double between(int next, double nanos) {
        double share = (nanos - times[next - 1]) / (times[next] - times[next - 1]);
        return rates[next - 1] + share * (rates[next] - rates[next - 1]);
    }
}
