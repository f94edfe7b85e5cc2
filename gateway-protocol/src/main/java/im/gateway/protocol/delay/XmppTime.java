package im.gateway.protocol.delay;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** The format of dates and times (XEP-0082 section 3.2). */
public final class XmppTime {
    private XmppTime() {}

    /** In UTC, {@code 2002-09-10T23:08:25Z}; with three digits of a second where it is not a whole one. */
    public static String format(Instant instant) {
        return DateTimeFormatter.ISO_INSTANT.format(instant.truncatedTo(ChronoUnit.MILLIS));
    }

    /** Reads a time in any offset; null where it is malformed. */
    public static @Nullable Instant parse(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException malformed) {
            return null;
        }
    }
}
