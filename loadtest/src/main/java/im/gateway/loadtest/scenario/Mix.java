package im.gateway.loadtest.scenario;

import java.util.EnumMap;
import java.util.Map;

/** What happens, by weight. */
public final class Mix {
    private final Map<Act, Double> weights = new EnumMap<>(Act.class);
    private final double sum;

    /**
     * A mix.
     *
     * @param weights one above 0 at least
     */
    Mix(Map<Act, Double> weights) {
        this.weights.putAll(weights);
        this.sum = weights.values().stream().mapToDouble(Double::doubleValue).sum();
        if (sum <= 0) {
            throw new IllegalArgumentException("mix: all weights are 0 (expected: one that is not)");
        }
    }

    public double weight(Act act) {
        return weights.getOrDefault(act, 0.0);
    }

    /**
     * One of them.
     *
     * @param random evenly from 0 to below 1
     */
    public Act choose(double random) {
        double left = random * sum;
        Act last = Act.TO_LEGACY;
        for (Map.Entry<Act, Double> entry : weights.entrySet()) {
            if (entry.getValue() > 0) {
                last = entry.getKey();
                left -= entry.getValue();
                if (left < 0) {
                    return last;
                }
            }
        }
        return last;
    }
}
