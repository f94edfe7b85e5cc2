package im.gateway.protocol.delay;

import im.gateway.protocol.jid.Jid;
import im.gateway.protocol.xml.Element;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a stanza was first sent, for one that somebody stored (XEP-0203 section 4).
 *
 * @param from who stored it; null for not said
 * @param stamp when it was sent
 * @param reason why it was stored, in words; null for not said
 */
public record Delay(
        @Nullable Jid from, Instant stamp, @Nullable String reason) {
    public static final String NAMESPACE = "urn:xmpp:delay";

    public Element toXml() {
        return Element.builder(NAMESPACE, "delay")
                .attribute("from", from == null ? null : from.toString())
                .attribute("stamp", XmppTime.format(stamp))
                .text(reason == null ? "" : reason)
                .build();
    }

    /** The delay of a stanza; null where it has none, or one without a well-formed time. */
    public static @Nullable Delay of(Element stanza) {
        Element delay = stanza.child(NAMESPACE, "delay");
        Instant stamp = delay == null ? null : XmppTime.parse(delay.attribute("stamp", ""));
        if (delay == null || stamp == null) {
            return null;
        }
        String from = delay.attribute("from");
        String reason = delay.text().strip();
        return new Delay(from == null ? null : Jid.parse(from), stamp, reason.isEmpty() ? null : reason);
    }
}
