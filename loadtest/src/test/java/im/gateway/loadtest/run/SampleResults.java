package im.gateway.loadtest.run;

import im.gateway.loadtest.measure.Latencies;
import im.gateway.loadtest.measure.Ledger;
import im.gateway.loadtest.measure.Percentiles;
import im.gateway.loadtest.scenario.Criteria;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/** Results for tests, with a value in every place. */
public final class SampleResults {
    private SampleResults() {}

    /** One minute with a fault in its middle. */
    public static Result failover(String scenario) {
        Histogram micros = Latencies.histogram();
        IntStream.range(1, 1000).forEach(i -> micros.recordValue(i * 37L % 9000 + 200));
        Percentiles percentiles = Percentiles.of(micros);
        return new Result(
                Result.FORMAT,
                "load",
                scenario,
                "a </script> in a text ends nothing",
                "2026-01-02T03:04:05Z",
                7,
                Map.of("seed", 7),
                Map.of("java", "17"),
                new Result.Machine("Linux", 2, "a processor", 8192, 0.4),
                Map.of("to-legacy", percentiles, "from-legacy", percentiles),
                new Ledger.Totals(6000, 5990, 8, 2, 1, 0),
                Map.of("message error remote-server-timeout", 8L),
                0.998,
                List.of(
                        new Result.Node(
                                "node-1", 20, 2, 300, 100, 5, 40, Map.of("gateway_streams{domain=\"irc\"}", 1.0)),
                        new Result.Node("node-2", 10, 1, 300, 90, 4, 30, Map.of())),
                new Result.Harness(1, 12, 0.8, 3.5, 0),
                List.of(new Result.Step(
                        scenario,
                        100,
                        50,
                        99.5,
                        0.998,
                        Map.of("to-legacy", percentiles),
                        0.9,
                        0.1,
                        0.5,
                        600,
                        190,
                        true)),
                List.of(new Result.Event(30, "kill node-2"), new Result.Event(31, "kill node-2 is done")),
                Map.of("lost", 2.0, "recovery-seconds", 9.25),
                List.of(new Result.HeapPart("im.gateway.Example", 1234.5)),
                IntStream.range(0, 60).mapToObj(SampleResults::sample).toList(),
                List.of("the machine was busy"),
                List.of(
                        new Criteria.Verdict("lost", 0, 2, false),
                        new Criteria.Verdict("achieved", 0.99, 0.998, true)));
    }

    private static Result.Sample sample(int second) {
        boolean down = second >= 30 && second < 40;
        return new Result.Sample(
                second,
                "failover",
                second >= 10,
                100,
                down ? 20 : 104,
                down ? 2 : 0,
                50,
                down ? 25 : 50,
                0.8 + second % 7 / 10.0,
                down ? 900 : 12,
                down ? 4000 : 40,
                List.of(0.3, down ? 0.0 : 0.25),
                List.of(120.0 + second % 9 * 10, down ? 0.0 : 110.0),
                second % 9 == 0 ? 6 : 0,
                0.2,
                0.4);
    }
}
