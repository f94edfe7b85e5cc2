package im.gateway.loadtest.measure;

import java.util.Arrays;
import java.util.BitSet;
import java.util.concurrent.atomic.LongAdder;

/**
 * Which messages were sent and what became of each, counted by their numbers. A flow is what one sender says to one receiver; its
 * messages have to arrive in order. Thread-safe.
 */
public final class Ledger implements MessageLog {
    private final Flow[] flows;
    private final LongAdder sent = new LongAdder();
    private final LongAdder settled = new LongAdder();

    private static final class Flow {
        private final BitSet arrived = new BitSet();
        private final BitSet refused = new BitSet();
        private int sent;
        private int newest = -1;
        private int duplicates;
        private int reordered;
    }

    /**
     * The sums over all flows.
     *
     * @param sent messages
     * @param arrived of these, once or more
     * @param refused of these, answered with an error to their sender
     * @param lost neither the one nor the other
     * @param duplicates arrivals of what had arrived already
     * @param reordered arrivals after one that was sent later
     */
    public record Totals(long sent, long arrived, long refused, long lost, long duplicates, long reordered) {
        /** Nothing at all. */
        public static final Totals NONE = new Totals(0, 0, 0, 0, 0, 0);

        /** What both have together. */
        public Totals plus(Totals other) {
            return new Totals(
                    sent + other.sent,
                    arrived + other.arrived,
                    refused + other.refused,
                    lost + other.lost,
                    duplicates + other.duplicates,
                    reordered + other.reordered);
        }

        /** What came since an earlier moment. */
        public Totals since(Totals earlier) {
            return new Totals(
                    sent - earlier.sent,
                    arrived - earlier.arrived,
                    refused - earlier.refused,
                    lost - earlier.lost,
                    duplicates - earlier.duplicates,
                    reordered - earlier.reordered);
        }
    }

    /** A ledger of so many flows, numbered from 0. */
    public Ledger(int flows) {
        this.flows = new Flow[flows];
        Arrays.setAll(this.flows, i -> new Flow());
    }

    @Override
    public int next(int flow) {
        Flow f = flows[flow];
        synchronized (f) {
            sent.increment();
            return f.sent++;
        }
    }

    @Override
    public boolean arrived(int flow, int sequence) {
        Flow f = flows[flow];
        synchronized (f) {
            if (f.arrived.get(sequence)) {
                f.duplicates++;
                return false;
            }
            if (!f.refused.get(sequence)) {
                settled.increment();
            }
            f.arrived.set(sequence);
            if (sequence < f.newest) {
                f.reordered++;
            } else {
                f.newest = sequence;
            }
            return true;
        }
    }

    @Override
    public void refused(int flow, int sequence) {
        Flow f = flows[flow];
        synchronized (f) {
            if (!f.refused.get(sequence) && !f.arrived.get(sequence)) {
                settled.increment();
            }
            f.refused.set(sequence);
        }
    }

    /** Messages of which nothing has been heard yet. */
    public long outstanding() {
        return sent.sum() - settled.sum();
    }

    /** Messages that were sent. */
    public long sent() {
        return sent.sum();
    }

    /** Messages that arrived or came back. */
    public long settled() {
        return settled.sum();
    }

    /** What became of everything; what is still under way counts as lost. */
    public Totals totals() {
        long[] sum = new long[6];
        for (Flow f : flows) {
            synchronized (f) {
                BitSet known = (BitSet) f.arrived.clone();
                known.or(f.refused);
                sum[0] += f.sent;
                sum[1] += f.arrived.cardinality();
                sum[2] += f.refused.cardinality();
                sum[3] += f.sent - known.cardinality();
                sum[4] += f.duplicates;
                sum[5] += f.reordered;
            }
        }
        return new Totals(sum[0], sum[1], sum[2], sum[3], sum[4], sum[5]);
    }
}
