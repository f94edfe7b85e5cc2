package im.gateway.loadtest.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the live heap of the nodes is made of, counted in what has come since the beginning, for each user. */
final class HeapParts {
    private static final int MOST = 25;
    private static final double LEAST_BYTES = 1;

    private final Map<String, Long> before;

    private HeapParts(Map<String, Long> before) {
        this.before = before;
    }

    /** Counts what is there already. */
    static HeapParts before(List<? extends Watched> nodes) throws IOException {
        return new HeapParts(sum(nodes));
    }

    /** What has come since, the largest first, classes by their names; small ones are left out. */
    List<Result.HeapPart> perUser(List<? extends Watched> nodes, int users) throws IOException {
        List<Result.HeapPart> parts = new ArrayList<>();
        for (Map.Entry<String, Long> now : sum(nodes).entrySet()) {
            double grown = (double) (now.getValue() - before.getOrDefault(now.getKey(), 0L)) / Math.max(1, users);
            if (grown >= LEAST_BYTES) {
                parts.add(new Result.HeapPart(now.getKey(), grown));
            }
        }
        parts.sort(Comparator.comparingDouble(Result.HeapPart::bytesPerUser).reversed());
        return List.copyOf(parts.subList(0, Math.min(MOST, parts.size())));
    }

    private static Map<String, Long> sum(List<? extends Watched> nodes) throws IOException {
        Map<String, Long> sum = new HashMap<>();
        for (Watched node : nodes) {
            node.liveClasses().forEach((name, bytes) -> sum.merge(name, bytes, Long::sum));
        }
        return sum;
    }
}
