package im.gateway.loadtest.run;

import im.gateway.loadtest.scenario.Fault;
import java.io.IOException;
import java.util.Map;

/** Who watches what the loss of a node does to its users. */
public interface NodeLoss extends AutoCloseable {
    /** Nobody does. */
    NodeLoss UNSEEN = new NodeLoss() {
        @Override
        public void before(Fault fault) {}

        @Override
        public void addTo(Map<String, Double> figures) {}

        @Override
        public void close() {}
    };

    /** A fault is about to happen, of whatever kind. */
    void before(Fault fault);

    /** Adds what was found. */
    void addTo(Map<String, Double> figures) throws IOException;

    @Override
    void close();
}
