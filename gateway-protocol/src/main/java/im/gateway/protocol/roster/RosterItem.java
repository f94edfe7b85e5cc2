package im.gateway.protocol.roster;

import im.gateway.protocol.jid.BareJid;
import im.gateway.protocol.jid.Jid;
import im.gateway.protocol.xml.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One contact of a roster (RFC 6121 section 2.1.2).
 *
 * @param name what the user calls the contact; null for nothing
 * @param asked whether the user has asked for the contact's presence and waits
 */
public record RosterItem(
        BareJid jid, @Nullable String name, Subscription subscription, boolean asked, List<String> groups) {
    /** Who sees whom (RFC 6121 section 2.1.2.5); {@code REMOVE} takes the item off the roster. */
    public enum Subscription {
        NONE,
        TO,
        FROM,
        BOTH,
        REMOVE;

        private final String wire = name().toLowerCase(Locale.ROOT);

        public String wire() {
            return wire;
        }

        static Subscription ofWire(@Nullable String name) {
            for (Subscription subscription : values()) {
                if (subscription.wire.equals(name)) {
                    return subscription;
                }
            }
            return NONE;
        }
    }

    public RosterItem {
        groups = List.copyOf(groups);
    }

    Element toXml() {
        Element.Builder item = Element.builder(Roster.NAMESPACE, "item")
                .attribute("jid", jid.toString())
                .attribute("name", name)
                .attribute("subscription", subscription.wire)
                .attribute("ask", asked ? "subscribe" : null);
        groups.forEach(group -> item.childText("group", group));
        return item.build();
    }

    /** Reads an item; null where its address is malformed. A subscription that is missing or unknown is none. */
    static @Nullable RosterItem parse(Element item) {
        Jid jid = Jid.parse(item.attribute("jid", ""));
        if (jid == null) {
            return null;
        }
        List<String> groups = new ArrayList<>();
        for (Element group : item.children(Roster.NAMESPACE, "group")) {
            groups.add(group.text());
        }
        return new RosterItem(
                jid.bare(),
                item.attribute("name"),
                Subscription.ofWire(item.attribute("subscription")),
                "subscribe".equals(item.attribute("ask")),
                groups);
    }
}
