package im.gateway.protocol.roster;

import im.gateway.protocol.xml.Element;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A roster, whole or in part: the payload of a roster's get, set, result and push (RFC 6121 section 2.1). */
public record Roster(List<RosterItem> items) {
    public static final String NAMESPACE = "jabber:iq:roster";

    public Roster {
        items = List.copyOf(items);
    }

    public Element toXml() {
        return Element.builder(NAMESPACE, "query")
                .children(items.stream().map(RosterItem::toXml).toList())
                .build();
    }

    /** Reads a roster; null where the element is something else. Items without a well-formed address are left out. */
    public static @Nullable Roster parse(Element query) {
        return query.is(NAMESPACE, "query")
                ? new Roster(query.children(NAMESPACE, "item").stream()
                        .map(RosterItem::parse)
                        .filter(Objects::nonNull)
                        .toList())
                : null;
    }
}
