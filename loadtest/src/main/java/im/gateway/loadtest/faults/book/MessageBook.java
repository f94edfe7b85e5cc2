package im.gateway.loadtest.faults.book;

import im.gateway.loadtest.measure.MessageLog;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;

/** Every message with its times, so that it can be asked afterwards what a fault has done. Thread-safe. */
public final class MessageBook implements MessageLog {
    private final LongSupplier nanoTime;
    private final Flow[] flows;

    private static final class Entry {
        private final long sentAt;
        private long arrivedAt;
        private int arrivals;
        private boolean refused;
        private boolean handed;
        private long handedAt;
        private boolean reordered;

        Entry(long sentAt) {
            this.sentAt = sentAt;
        }
    }

    private static final class Flow {
        private final List<Entry> entries = new ArrayList<>();
        private int newest = -1;
    }

    /**
     * An empty book.
     *
     * @param flows how many there are, numbered from 0
     * @param nanoTime as {@link System#nanoTime()}
     */
    public MessageBook(int flows, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.flows = new Flow[flows];
        Arrays.setAll(this.flows, i -> new Flow());
    }

    @Override
    public int next(int flow) {
        Flow f = flows[flow];
        synchronized (f) {
            f.entries.add(new Entry(nanoTime.getAsLong()));
            return f.entries.size() - 1;
        }
    }

    @Override
    public boolean arrived(int flow, int sequence) {
        Flow f = flows[flow];
        synchronized (f) {
            Entry entry = f.entries.get(sequence);
            entry.arrivals++;
            if (entry.arrivals > 1) {
                return false;
            }
            entry.arrivedAt = nanoTime.getAsLong();
            entry.reordered = sequence < f.newest;
            f.newest = Math.max(f.newest, sequence);
            return true;
        }
    }

    @Override
    public void refused(int flow, int sequence) {
        Flow f = flows[flow];
        synchronized (f) {
            f.entries.get(sequence).refused = true;
        }
    }

    /** The legacy network has written it to the connection of the account that it is for. */
    public void handed(int flow, int sequence) {
        Flow f = flows[flow];
        synchronized (f) {
            Entry entry = f.entries.get(sequence);
            entry.handed = true;
            entry.handedAt = nanoTime.getAsLong();
        }
    }

    /** The messages that were sent from a moment on, by flow and in the order in which they were sent. */
    public List<Message> since(long moment) {
        List<Message> found = new ArrayList<>();
        for (int flow = 0; flow < flows.length; flow++) {
            Flow f = flows[flow];
            synchronized (f) {
                for (int n = 0; n < f.entries.size(); n++) {
                    Entry e = f.entries.get(n);
                    if (e.sentAt - moment >= 0) {
                        found.add(new Message(
                                flow,
                                n,
                                e.sentAt,
                                e.arrivedAt,
                                e.arrivals,
                                e.refused,
                                e.reordered,
                                e.handed,
                                e.handedAt));
                    }
                }
            }
        }
        return found;
    }
}
