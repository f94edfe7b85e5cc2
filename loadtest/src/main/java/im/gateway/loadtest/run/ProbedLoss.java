package im.gateway.loadtest.run;

import im.gateway.loadtest.outage.OutageProbe;
import im.gateway.loadtest.scenario.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** Has the users of the first node that is killed asked for. */
record ProbedLoss(OutageProbe probe, List<GatewayNode> nodes) implements NodeLoss {
    @Override
    public void before(Fault fault) {
        if (fault.what() != Fault.What.KILL) {
            return;
        }
        GatewayNode victim = nodes.get(fault.node() - 1);
        List<Integer> survivors = nodes.stream()
                .filter(node -> node != victim)
                .map(GatewayNode::http)
                .toList();
        try {
            probe.strike(survivors, victim.http());
        } catch (IOException e) {
            throw new UncheckedIOException("the nodes do not tell their cluster", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void addTo(Map<String, Double> figures) {
        probe.addTo(figures);
    }
}
