package im.gateway.node.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** What a node's log says at level DEBUG while this is open, in the lines of the shipped configuration. */
public final class LogLines implements AutoCloseable {
    private static final Path SHIPPED = Path.of("src/main/dist/conf/logback.xml");
    private static final Pattern PATTERN = Pattern.compile("<pattern>(.*)</pattern>");

    private final Logger logger;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final PatternLayout layout = new PatternLayout();
    private final @Nullable Level before;
    private final boolean additive;

    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            lines.add(layout.doLayout(event).strip());
        }
    };

    /** Begins to listen to all of the node. */
    public LogLines() {
        this("im.gateway.node");
    }

    /** Begins to listen to one logger and those below it. */
    LogLines(String name) {
        logger = (Logger) LoggerFactory.getLogger(name);
        before = logger.getLevel();
        additive = logger.isAdditive();
        layout.setContext(logger.getLoggerContext());
        layout.setPattern(shippedPattern());
        layout.start();
        List.of(new TraceFilter(), new MovedShardsFilter()).forEach(filter -> {
            filter.start();
            appender.addFilter(filter);
        });
        appender.setContext(logger.getLoggerContext());
        appender.start();
        logger.setLevel(Level.DEBUG);
        logger.setAdditive(false);
        logger.addAppender(appender);
    }

    private static String shippedPattern() {
        try {
            Matcher shipped = PATTERN.matcher(Files.readString(SHIPPED));
            if (!shipped.find()) {
                throw new IllegalStateException("no pattern in " + SHIPPED);
            }
            return shipped.group(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All of them up to now. */
    public List<String> all() {
        return List.copyOf(lines);
    }

    /** Those that hold this text, up to now. */
    public List<String> with(String text) {
        return lines.stream().filter(line -> line.contains(text)).toList();
    }

    @Override
    public void close() {
        logger.detachAppender(appender);
        logger.setLevel(before);
        logger.setAdditive(additive);
        appender.stop();
    }
}
