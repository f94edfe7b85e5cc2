package im.gateway.loadtest.measure;

/**
 * Where simulated people note what they send and what comes. A flow is what one sender says to one receiver; its messages are numbered
 * from 0. Thread-safe.
 */
public interface MessageLog {
    /** The number for the next message of a flow, which counts as sent from now on. */
    int next(int flow);

    /**
     * A message has arrived.
     *
     * @return whether it was for the first time
     */
    boolean arrived(int flow, int sequence);

    /** A message came back to its sender as an error, or could not be handed over at all. */
    void refused(int flow, int sequence);
}
