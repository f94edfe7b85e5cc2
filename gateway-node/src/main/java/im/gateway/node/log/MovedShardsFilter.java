package im.gateway.node.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import org.jspecify.annotations.Nullable;

/**
 * A filter of an appender that leaves out one warning of Pekko's: a node that asks its shards what is in them, as each node does while
 * it hands its users over, does not hear from those that have just moved. That happens at orderly stops, asks nothing of an operator, and
 * is told to whoever asked. A node none of whose shards answers, although it has some, is still warned of.
 */
public final class MovedShardsFilter extends Filter<ILoggingEvent> {
    private static final String REGION = "org.apache.pekko.cluster.sharding.ShardRegion";

    @Override
    public FilterReply decide(ILoggingEvent event) {
        return event.getLoggerName().startsWith(REGION) && isOfMoved(event.getFormattedMessage())
                ? FilterReply.DENY
                : FilterReply.NEUTRAL;
    }

    private static boolean isOfMoved(@Nullable String message) {
        if (message == null) {
            return false;
        }
        boolean someAnswered = message.contains("Queried [") && !message.contains(" [0] responsive");
        return someAnswered || message.contains("zero shards to gather metadata from");
    }
}
