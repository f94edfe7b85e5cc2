package im.gateway.loadtest.faults.book;

/** From one moment to another, both as {@link System#nanoTime()} and both in it. */
public record Interval(long from, long until) {
    public boolean contains(long moment) {
        return moment - from >= 0 && until - moment >= 0;
    }
}
