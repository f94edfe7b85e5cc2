package im.gateway.loadtest.run;

import im.gateway.loadtest.measure.Ledger;
import im.gateway.loadtest.measure.Operation;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** One process's share of the people and of what they do: this process, or an agent. Used by one thread. */
public interface Generator extends AutoCloseable {
    /**
     * A stretch of load.
     *
     * @param perSecond arrivals of all generators together, where the scenario's curve is at 1
     * @param warmUp at the same rate, not measured
     * @param duration that is measured
     */
    record Stretch(double perSecond, Duration warmUp, Duration duration) {}

    /**
     * The counters now; they only grow, but for those of people.
     *
     * @param settled messages that arrived or came back
     * @param errors answers with an error
     * @param waiting people who wait for the gateway
     * @param legacyOnline users' sessions that the legacy network has, -1 where it cannot be asked
     * @param cpuSeconds of the process
     * @param lateMillis how late the process was itself at worst since the last pulse
     * @param latencies since the last pulse
     */
    record Pulse(
            long sent,
            long settled,
            long errors,
            int online,
            int waiting,
            long legacyOnline,
            double cpuSeconds,
            double lateMillis,
            Map<Operation, Histogram> latencies) {}

    /**
     * What became of a stretch, when it is over and all that was under way has had its time.
     *
     * @param messages since the very beginning
     * @param errors by kind, since the very beginning
     * @param begun in the measured time, of what is timed
     * @param lag how late the process was itself, in microseconds
     * @param unsent stanzas that found no stream, since the very beginning
     */
    record Ended(Ledger.Totals messages, Map<String, Long> errors, long begun, Histogram lag, long unsent) {}

    /**
     * Brings it about that everybody is registered who shall be, and so many of them are online; says what it does.
     *
     * @param registered of all generators' users
     * @param online of these
     */
    void prepare(int registered, int online) throws Exception;

    /**
     * Begins a stretch, and returns at once.
     *
     * @param lead how long after now
     */
    void start(Stretch stretch, Duration lead) throws IOException;

    Pulse pulse() throws IOException;

    /** What became of the stretch; to be asked once, after its time. */
    Ended ended() throws IOException, InterruptedException;

    @Override
    void close();
}
