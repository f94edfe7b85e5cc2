package im.gateway.loadtest.users;

import java.lang.management.ManagementFactory;

/** The heap of this process that is in use. */
public final class UsedHeap {
    private static final int COLLECTIONS = 4;

    private UsedHeap() {}

    /** The least of some readings after collections, in bytes. */
    public static long read() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }
}
