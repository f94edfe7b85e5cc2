package im.gateway.node.log;

/** What log lines can be about. Both texts are made only for a line that is written, and hold neither passwords nor what people say. */
public interface Traced {
    /** The key of the id in a log line, {@code stanza} say. */
    String traceKey();

    /** The id: the same on all nodes, and nobody else's. */
    String traceId();
}
