package im.gateway.loadtest.run;

import im.gateway.loadtest.scenario.Fault;
import java.io.IOException;
import java.util.Map;

/** A process of a gateway's that is watched while it is loaded. Thread-safe. */
interface Watched {
    /**
     * What the process has used so far, through all its starts.
     *
     * @param compilerSeconds of the CPU time, those of the JIT compilers
     * @param heapMebibytes now, garbage among it; 0 for what is no JVM or does not run
     */
    record Usage(
            double cpuSeconds, double compilerSeconds, long collections, long collectionMillis, double heapMebibytes) {
        static final Usage NONE = new Usage(0, 0, 0, 0, 0);

        Usage after(Usage earlier) {
            return new Usage(
                    earlier.cpuSeconds + cpuSeconds,
                    earlier.compilerSeconds + compilerSeconds,
                    earlier.collections + collections,
                    earlier.collectionMillis + collectionMillis,
                    heapMebibytes);
        }

        Usage withoutHeap() {
            return new Usage(cpuSeconds, compilerSeconds, collections, collectionMillis, 0);
        }
    }

    String name();

    Usage usage();

    /** In RAM, in MiB; 0 where it does not run. */
    double residentMebibytes() throws IOException;

    /** Alive in the heap after a collection, in MiB; 0 for what is no JVM or does not run. */
    double liveHeapMebibytes();

    /** Bytes that are alive in the heap, by class; none for what is no JVM or does not run. */
    default Map<String, Long> liveClasses() throws IOException {
        return Map.of();
    }

    /** What the process counts of itself, since it was started, by name with labels; none for what counts nothing or does not run. */
    default Map<String, Double> counts() {
        return Map.of();
    }

    /** Does to the process what a fault says, and waits until it is done. */
    default void suffer(Fault.What what) {
        throw new UnsupportedOperationException(
                name() + ": " + what.word() + " (expected: nothing, for it is only watched)");
    }
}
