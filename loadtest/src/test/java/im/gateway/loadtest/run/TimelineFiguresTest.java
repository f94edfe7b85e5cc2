package im.gateway.loadtest.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is read from the timeline: recovery after a fault, and the rate of logins. */
class TimelineFiguresTest {
    @Test
    void recoveryIsUntilTheLastSessionIsBack() {
        Result result = SampleResults.failover("failover");
        Map<String, Double> figures = new HashMap<>();
        new Recovery(result.events(), result.timeline()).addTo(figures);
        // Killed in second 30; in second 39 sessions were missing for the last time.
        assertThat(figures).containsEntry("recovery-seconds", 9.0).containsEntry("served-again-seconds", 9.0);
    }

    /** Sessions that never came back are no recovery: the criterion has no figure then, and is broken. */
    @Test
    void whatNeverComesBackHasNoRecovery() {
        Result result = SampleResults.failover("failover");
        Map<String, Double> figures = new HashMap<>();
        new Recovery(result.events(), result.timeline().subList(0, 36)).addTo(figures);
        assertThat(figures).doesNotContainKey("recovery-seconds");
    }

    @Test
    void withoutAFaultThereIsNothingToRecoverFrom() {
        Map<String, Double> figures = new HashMap<>();
        new Recovery(List.of(), SampleResults.failover("chat").timeline()).addTo(figures);
        assertThat(figures).isEmpty();
    }

    @Test
    void loginsCountFromTheFirstToTheLast() {
        List<Result.Sample> timeline = new ArrayList<>();
        for (int online : new int[] {0, 0, 300, 600, 900, 1000, 1000}) {
            timeline.add(sample(timeline.size(), online));
        }
        // From second 1, when nobody had come, to second 5, when all had.
        assertThat(Logins.perSecond(timeline).orElseThrow()).isCloseTo(250, within(1e-9));
    }

    @Test
    void nobodyWhoComesIsNoRate() {
        assertThat(Logins.perSecond(List.of(sample(0, 5), sample(1, 5)))).isEmpty();
    }

    @Test
    void sharesAddUpToTheWhole() {
        int sum = 0;
        for (int index = 0; index < 3; index++) {
            sum += new LocalGenerator.Share(index, 3).part(100);
        }
        assertThat(sum).isEqualTo(100);
        assertThat(new LocalGenerator.Share(0, 3).part(100)).isEqualTo(34);
    }

    private static Result.Sample sample(int second, int online) {
        return new Result.Sample(second, "", true, 0, 0, 0, online, -1, 0, 0, 0, List.of(), List.of(), 0, 0, 0);
    }
}
