package im.gateway.protocol.irc;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** When the server got a message: the tag {@code time} (IRCv3 server-time), {@code 2026-11-21T09:15:55.222Z}. */
public final class ServerTime {
    private static final String FORM = "dddd-dd-ddTdd:dd:dd.dddZ";
    private static final long SECONDS_A_MINUTE = 60;
    private static final long SECONDS_AN_HOUR = 3600;
    private static final int NANOS_A_MILLI = 1_000_000;

    private ServerTime() {}

    /** The time of the line; null where it has none or one that cannot be read. */
    public static @Nullable Instant of(IrcLine line) {
        String text = line.tag("time");
        if (text == null) {
            return null;
        }
        try {
            return isUsual(text) ? usual(text) : Instant.parse(text);
        } catch (DateTimeException malformed) {
            return null;
        }
    }

    /** Whether it has the form that the specification asks for; the JDK's parser, which reads others too, takes microseconds. */
    private static boolean isUsual(String text) {
        if (text.length() != FORM.length()) {
            return false;
        }
        for (int i = 0; i < FORM.length(); i++) {
            char expected = FORM.charAt(i);
            char found = text.charAt(i);
            if (expected == 'd' ? found < '0' || found > '9' : found != expected) {
                return false;
            }
        }
        return true;
    }

    private static Instant usual(String text) {
        int hour = number(text, 11, 2);
        int minute = number(text, 14, 2);
        int second = number(text, 17, 2);
        if (hour > 23 || minute > 59 || second > 59) {
            // A leap second, or nonsense: the JDK knows.
            return Instant.parse(text);
        }
        long days = LocalDate.of(number(text, 0, 4), number(text, 5, 2), number(text, 8, 2))
                .toEpochDay();
        long seconds = days * 24 * SECONDS_AN_HOUR + hour * SECONDS_AN_HOUR + minute * SECONDS_A_MINUTE + second;
        return Instant.ofEpochSecond(seconds, (long) number(text, 20, 3) * NANOS_A_MILLI);
    }

    private static int number(String text, int start, int digits) {
        int number = 0;
        for (int i = start; i < start + digits; i++) {
            number = 10 * number + (text.charAt(i) - '0');
        }
        return number;
    }
}
