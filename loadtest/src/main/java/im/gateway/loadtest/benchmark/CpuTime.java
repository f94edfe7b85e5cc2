package im.gateway.loadtest.benchmark;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The CPU time of the benchmark's thread beside the time on the wall: on a machine that does other work, only the former says what
 * the code costs. The collector's threads are not in it.
 */
@AuxCounters(AuxCounters.Type.EVENTS)
@State(Scope.Thread)
public class CpuTime {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** CPU time of the iteration, in nanoseconds. */
    public long cpuNanos;

    /** Stanzas of the iteration; the benchmarks count them. */
    public long stanzas;

    private long started;

    /** Starts the clock. */
    @Setup(Level.Iteration)
    public void start() {
        started = THREADS.getCurrentThreadCpuTime();
    }

    /** Stops it. */
    @TearDown(Level.Iteration)
    public void stop() {
        cpuNanos = THREADS.getCurrentThreadCpuTime() - started;
    }
}
