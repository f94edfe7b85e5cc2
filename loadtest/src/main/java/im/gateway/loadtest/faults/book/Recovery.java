package im.gateway.loadtest.faults.book;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whom a fault reached, and when they were served again: a message that was sent after the last one that was lost or refused has
 * arrived, both ways where both ways were affected.
 *
 * @param affected users of whom a message was late, lost or answered with an error
 * @param unserved of these, how many were not served again as long as there was traffic
 * @param first seconds from the fault until the first affected user was served again; 0 where nobody was affected
 * @param last the same of the last one
 */
public record Recovery(int affected, int unserved, double first, double last) {
    private static final double NANOS = 1e9;

    /**
     * Finds it out.
     *
     * @param messages by flow
     * @param faultAt when it began
     * @param lateNanos a message that takes longer is late: its user is affected
     * @param userOf of a flow
     */
    public static Recovery of(List<Message> messages, long faultAt, long lateNanos, IntUnaryOperator userOf) {
        Map<Integer, List<Message>> flows = messages.stream()
                .filter(message -> message.sentAt() - faultAt >= -lateNanos)
                .filter(message -> message.arrivals() == 0 || message.arrivedAt() - faultAt > 0)
                .collect(Collectors.groupingBy(Message::flow));
        Map<Integer, @Nullable Long> served = new HashMap<>();
        flows.forEach((flow, sent) -> {
            if (sent.stream().anyMatch(message -> message.refused() || message.late(faultAt, lateNanos))) {
                int user = userOf.applyAsInt(flow);
                Long own = servedAgain(sent);
                // Null is never: it outweighs any time of the other way.
                served.put(user, served.containsKey(user) ? later(served.get(user), own) : own);
            }
        });
        List<Long> times =
                served.values().stream().filter(time -> time != null).sorted().toList();
        return new Recovery(
                served.size(),
                served.size() - times.size(),
                times.isEmpty() ? 0 : (times.get(0) - faultAt) / NANOS,
                times.isEmpty() ? 0 : (times.get(times.size() - 1) - faultAt) / NANOS);
    }

    private static @Nullable Long later(@Nullable Long one, @Nullable Long other) {
        return one == null || other == null ? null : (Long) Math.max(one, other);
    }

    private static @Nullable Long servedAgain(List<Message> flow) {
        int lastBad = flow.stream()
                .filter(message -> message.arrivals() == 0)
                .mapToInt(Message::sequence)
                .max()
                .orElse(-1);
        return flow.stream()
                .filter(message -> message.arrivals() > 0 && message.sequence() > lastBad)
                .map(Message::arrivedAt)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }
}
