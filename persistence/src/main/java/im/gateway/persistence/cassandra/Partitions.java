package im.gateway.persistence.cassandra;

/**
 * Which partition of the plugin's table of events holds an event: that of its number, or, for an event that was stored as one with
 * others behind it, that of the last one's, which is the following one at most.
 *
 * @param size numbers in each, from 1 on
 */
record Partitions(long size) {
    /** Events that are stored as one make one batch, which Cassandra refuses from 50 KiB on: some hundred of the smallest. */
    private static final long STORED_AS_ONE = 1_000;

    /** Where the event with this number is looked for first. */
    long first(long number) {
        return (number - 1) / size;
    }

    /** Whether an event with this number may be in that partition, which is not before {@link #first}. */
    boolean mayHold(long partition, long number) {
        long own = first(number);
        return partition <= own || (partition == own + 1 && partition * size - number < STORED_AS_ONE);
    }
}
