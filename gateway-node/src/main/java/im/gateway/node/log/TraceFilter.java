package im.gateway.node.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/**
 * A filter of an appender that lets everything through, and gives it the id of what the thread is busy with ({@link Trace}) as a key and a
 * value: {@code %kvp} in a pattern, a field of its own in JSON. It belongs to the first appender on the way of a line, since one that
 * hands lines on to another thread does so behind its filters. A line that says it in its own words is left as it is.
 */
public final class TraceFilter extends Filter<ILoggingEvent> {
    @Override
    public FilterReply decide(ILoggingEvent event) {
        Traced subject = Trace.subject();
        if (subject != null && event instanceof LoggingEvent line) {
            KeyValuePair pair = new KeyValuePair(subject.traceKey(), subject.traceId());
            if (!has(line.getKeyValuePairs(), pair.key) && !says(line.getFormattedMessage(), pair)) {
                line.addKeyValuePair(pair);
            }
        }
        return FilterReply.NEUTRAL;
    }

    private static boolean has(@Nullable List<KeyValuePair> pairs, String key) {
        return pairs != null && pairs.stream().anyMatch(pair -> pair.key.equals(key));
    }

    private static boolean says(@Nullable String message, KeyValuePair pair) {
        String text = pair.key + "=" + pair.value;
        int end = message == null ? -1 : message.indexOf(text) + text.length();
        return message != null && end >= text.length() && (end == message.length() || message.charAt(end) == ' ');
    }
}
