package im.gateway.loadtest.run;

import im.gateway.loadtest.scenario.Criteria;
import java.util.List;
import java.util.Map;

/** How long it took, from the first fault on, until things were as before: read from the timeline, to the second. */
record Recovery(List<Result.Event> events, List<Result.Sample> timeline) {
    /**
     * Adds what can be said: {@code recovery-seconds} is when the last of the users' sessions was with the legacy network again, and {@code
     * served-again-seconds} the last second in which messages were outstanding that should have been settled.
     */
    void addTo(Map<String, Double> figures) {
        if (events.isEmpty()) {
            return;
        }
        double fault = events.get(0).second();
        long before = timeline.stream()
                .filter(sample -> sample.second() < fault)
                .mapToLong(Result.Sample::legacyOnline)
                .max()
                .orElse(-1);
        double last = timeline.stream()
                .filter(sample -> sample.second() >= fault && sample.legacyOnline() < before)
                .mapToDouble(Result.Sample::second)
                .max()
                .orElse(fault);
        boolean recovered = timeline.stream().anyMatch(s -> s.second() > last && s.legacyOnline() >= before);
        if (before > 0 && recovered) {
            figures.put(Criteria.RECOVERY, last - fault);
        }
        double slow = timeline.stream()
                .filter(sample -> sample.second() >= fault && sample.settled() * 2 < sample.sent())
                .mapToDouble(Result.Sample::second)
                .max()
                .orElse(fault);
        figures.put("served-again-seconds", slow - fault);
    }
}
