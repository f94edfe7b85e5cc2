package im.gateway.loadtest.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What nodes count of themselves, between two moments: counters by how much they have grown, gauges as they were at the end. */
final class OwnCounts {
    private static final String COUNTER = "_total";

    private final List<? extends Watched> nodes;
    private final List<Map<String, Double>> before = new ArrayList<>();

    private OwnCounts(List<? extends Watched> nodes) {
        this.nodes = nodes;
        nodes.forEach(node -> before.add(node.counts()));
    }

    /** From now on. */
    static OwnCounts of(List<? extends Watched> nodes) {
        return new OwnCounts(nodes);
    }

    /** Until now: by the node's name, then by the name of the meter with its labels. What a node counts begins anew with each of its starts. */
    Map<String, Map<String, Double>> since() {
        Map<String, Map<String, Double>> all = new HashMap<>();
        for (int n = 0; n < nodes.size(); n++) {
            Map<String, Double> earlier = before.get(n);
            Map<String, Double> grown = new TreeMap<>();
            nodes.get(n).counts().forEach((name, value) -> grown.put(name, difference(name, earlier, value)));
            all.put(nodes.get(n).name(), grown);
        }
        return all;
    }

    private static double difference(String name, Map<String, Double> earlier, double value) {
        double start = name.contains(COUNTER) ? earlier.getOrDefault(name, 0.0) : 0;
        return value < start ? value : value - start;
    }
}
