package im.gateway.loadtest.run;

import im.gateway.loadtest.measure.Latencies;
import im.gateway.loadtest.xmpp.StanzaPath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What it costs that a stanza comes in on a node where its user does not live: the same load on streams of the users' own nodes, and on those of
 * others, in turns.
 */
final class Hop {
    private static final double MICROS = 1000.0;

    private final Map<StanzaPath, List<Stretches.Outcome>> outcomes = new EnumMap<>(StanzaPath.class);

    /** One stretch of load, with stanzas on a path. */
    @FunctionalInterface
    interface Turn {
        Stretches.Outcome run(StanzaPath path, String name) throws IOException, InterruptedException;
    }

    /** Does so many turns on either path; the path that was last goes on as the first, so that neither has the warmer compilers. */
    List<Stretches.Outcome> run(int rounds, Turn turn) throws IOException, InterruptedException {
        List<Stretches.Outcome> all = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            List<StanzaPath> order = round % 2 == 1
                    ? List.of(StanzaPath.HOME, StanzaPath.AWAY)
                    : List.of(StanzaPath.AWAY, StanzaPath.HOME);
            for (StanzaPath path : order) {
                Stretches.Outcome outcome = turn.run(path, name(path) + " " + round);
                outcomes.computeIfAbsent(path, p -> new ArrayList<>()).add(outcome);
                all.add(outcome);
            }
        }
        return all;
    }

    private static String name(StanzaPath path) {
        return path.name().toLowerCase(Locale.ROOT);
    }

    /** Of both paths, all rounds together, and what a hop adds: CPU in microseconds for each message, times in milliseconds. */
    void addTo(Map<String, Double> figures) {
        for (StanzaPath path : List.of(StanzaPath.HOME, StanzaPath.AWAY)) {
            Histogram latencies = latencies(path);
            figures.put(name(path) + ".cpu-per-10000", cpuPer10000(path));
            figures.put(name(path) + ".p50", latencies.getValueAtPercentile(50) / MICROS);
            figures.put(name(path) + ".p99", latencies.getValueAtPercentile(99) / MICROS);
        }
        figures.put("hop.cpu-micros", 100 * (cpuPer10000(StanzaPath.AWAY) - cpuPer10000(StanzaPath.HOME)));
        figures.put("hop.p50", difference(50));
        figures.put("hop.p99", difference(99));
    }

    private double difference(double percentile) {
        return (latencies(StanzaPath.AWAY).getValueAtPercentile(percentile)
                        - latencies(StanzaPath.HOME).getValueAtPercentile(percentile))
                / MICROS;
    }

    private double cpuPer10000(StanzaPath path) {
        double seconds = 0;
        long relayed = 0;
        for (Stretches.Outcome outcome : outcomes.getOrDefault(path, List.of())) {
            seconds += outcome.cpuSeconds();
            relayed += outcome.relayed();
        }
        return relayed == 0 ? Double.NaN : seconds / relayed * 10_000;
    }

    private Histogram latencies(StanzaPath path) {
        Histogram all = Latencies.histogram();
        outcomes.getOrDefault(path, List.of()).forEach(outcome -> all.add(Latencies.merged(outcome.latencies())));
        return all;
    }
}
