package im.gateway.protocol.time;

import im.gateway.protocol.delay.XmppTime;
import im.gateway.protocol.xml.Element;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What time it is where an entity runs (XEP-0202 section 3), also in the words of its predecessor (XEP-0090).
 *
 * @param utc the time
 * @param offset the entity's offset from UTC
 */
public record EntityTime(Instant utc, ZoneOffset offset) {
    public static final String NAMESPACE = "urn:xmpp:time";
    public static final String LEGACY_NAMESPACE = "jabber:iq:time";

    private static final DateTimeFormatter LEGACY_UTC =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter LEGACY_DISPLAY =
            DateTimeFormatter.ofPattern("EEE MMM d HH:mm:ss uuuu", Locale.ENGLISH);

    public Element toXml() {
        return Element.builder(NAMESPACE, "time")
                .childText("tzo", offset.equals(ZoneOffset.UTC) ? "+00:00" : offset.getId())
                .childText("utc", XmppTime.format(utc))
                .build();
    }

    /** As {@code jabber:iq:time}, whose time has no {@code Z} (XEP-0090 section 3). */
    public Element toLegacyXml() {
        return Element.builder(LEGACY_NAMESPACE, "query")
                .childText("utc", LEGACY_UTC.format(utc))
                .childText("tz", offset.equals(ZoneOffset.UTC) ? "UTC" : offset.getId())
                .childText("display", LEGACY_DISPLAY.withZone(offset).format(utc))
                .build();
    }

    /** Reads either answer; null where it is neither or malformed. The old one's time zone has no defined form and counts as UTC. */
    public static @Nullable EntityTime parse(Element answer) {
        try {
            if (answer.is(NAMESPACE, "time")) {
                Instant utc = XmppTime.parse(text(answer, NAMESPACE, "utc"));
                return utc == null ? null : new EntityTime(utc, ZoneOffset.of(text(answer, NAMESPACE, "tzo")));
            }
            if (answer.is(LEGACY_NAMESPACE, "query")) {
                LocalDateTime utc = LocalDateTime.parse(text(answer, LEGACY_NAMESPACE, "utc"), LEGACY_UTC);
                return new EntityTime(utc.toInstant(ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS), ZoneOffset.UTC);
            }
            return null;
        } catch (DateTimeException malformed) {
            return null;
        }
    }

    private static String text(Element answer, String namespace, String name) {
        String text = answer.childText(namespace, name);
        return text == null ? "" : text.strip();
    }
}
