package im.gateway.loadtest.run;

import java.util.List;
import java.util.OptionalDouble;

/** How fast people came online, read from the timeline, to the second. */
final class Logins {
    private Logins() {}

    /** Those who came, by the time between the last second before the first of them and the first second with all of them. */
    static OptionalDouble perSecond(List<Result.Sample> timeline) {
        int most = timeline.stream().mapToInt(Result.Sample::online).max().orElse(0);
        int first = timeline.isEmpty() ? 0 : timeline.get(0).online();
        double before = 0;
        for (Result.Sample sample : timeline) {
            if (sample.online() <= first) {
                before = sample.second();
            } else if (sample.online() == most) {
                return OptionalDouble.of((most - first) / (sample.second() - before));
            }
        }
        return OptionalDouble.empty();
    }
}
