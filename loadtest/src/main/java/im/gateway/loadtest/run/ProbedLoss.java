package im.gateway.loadtest.run;

import im.gateway.loadtest.outage.ClusterWatch;
import im.gateway.loadtest.outage.ReachTimes;
import im.gateway.loadtest.outage.Survey;
import im.gateway.loadtest.scenario.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Has the users of a node that is killed asked for, in all processes that have people, and looks at the nodes that are left. */
public final class ProbedLoss implements NodeLoss {
    private final List<? extends Survey> surveys;
    private final List<GatewayNode> nodes;
    private final int kill;
    private int kills;
    private volatile @Nullable ClusterWatch watch;

    /**
     * Waits for the loss.
     *
     * @param surveys one for each process that has people
     * @param surroundings that have started
     * @param kill which of the kills is watched, from 1
     */
    public ProbedLoss(List<? extends Survey> surveys, Surroundings surroundings, int kill) {
        this.surveys = List.copyOf(surveys);
        this.nodes = surroundings.nodes();
        this.kill = kill;
    }

    @Override
    public void before(Fault fault) {
        if (fault.what() != Fault.What.KILL || ++kills != kill) {
            return;
        }
        GatewayNode victim = nodes.get(fault.node() - 1);
        List<Integer> survivors = nodes.stream()
                .filter(node -> node != victim)
                .map(GatewayNode::http)
                .toList();
        try {
            ClusterWatch whole = ClusterWatch.before(survivors, victim.http(), System::nanoTime);
            for (Survey survey : surveys) {
                survey.strike();
            }
            whole.begin();
            watch = whole;
        } catch (IOException e) {
            throw new UncheckedIOException("the nodes do not tell their cluster, or an agent does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void addTo(Map<String, Double> figures) throws IOException {
        ClusterWatch known = watch;
        if (known != null) {
            known.addTo(figures);
            ReachTimes all = ReachTimes.NONE;
            for (Survey survey : surveys) {
                all = all.and(survey.times());
            }
            all.addTo(figures);
        }
    }

    @Override
    public void close() {
        ClusterWatch known = watch;
        if (known != null) {
            known.close();
        }
    }
}
