package im.gateway.protocol.rosterx;

import im.gateway.protocol.jid.BareJid;
import im.gateway.protocol.jid.Jid;
import im.gateway.protocol.stanza.Iq;
import im.gateway.protocol.stanza.Stanza;
import im.gateway.protocol.xml.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One push of roster items (XEP-0144 section 3): suggestions to add, delete or change, all of one kind (section 6, rule 1).
 *
 * @param items at least one, and all with the same action
 */
public record RosterExchange(List<Item> items) {
    public static final String NAMESPACE = "http://jabber.org/protocol/rosterx";
    /** How many items a push may have without looking like abuse (XEP-0144 section 6, rule 4). */
    public static final int MAX_ITEMS = 150;

    /** What is suggested. */
    public enum Action {
        ADD,
        DELETE,
        MODIFY;

        private final String wire = name().toLowerCase(Locale.ROOT);
    }

    /**
     * One suggestion.
     *
     * @param name what to call the contact; null for nothing
     */
    public record Item(Action action, BareJid jid, @Nullable String name, List<String> groups) {
        public Item {
            groups = List.copyOf(groups);
        }

        private Element toXml() {
            Element.Builder item = Element.builder(NAMESPACE, "item")
                    .attribute("action", action.wire)
                    .attribute("jid", jid.toString())
                    .attribute("name", name);
            groups.forEach(group -> item.childText("group", group));
            return item.build();
        }

        /** Reads an item; null where its address is malformed or the action unknown. Without an action it is to be added. */
        private static @Nullable Item parse(Element item) {
            Jid jid = Jid.parse(item.attribute("jid", ""));
            for (Action action : Action.values()) {
                if (jid != null && action.wire.equals(item.attribute("action", "add"))) {
                    List<String> groups = item.children(NAMESPACE, "group").stream()
                            .map(Element::text)
                            .toList();
                    return new Item(action, jid.bare(), item.attribute("name"), groups);
                }
            }
            return null;
        }
    }

    public RosterExchange {
        items = List.copyOf(items);
        if (items.isEmpty() || items.stream().map(Item::action).distinct().count() != 1) {
            throw new IllegalArgumentException("items: " + items.size() + " (expected: one or more of one action)");
        }
    }

    /**
     * Puts suggestions into pushes, additions first, then changes, then deletions; within a kind the order stays.
     *
     * @param maxItems the most items of a push, {@link #MAX_ITEMS} say
     */
    public static List<RosterExchange> pushes(List<Item> items, int maxItems) {
        if (maxItems < 1) {
            throw new IllegalArgumentException("maxItems: " + maxItems + " (expected: 1 or more)");
        }
        List<RosterExchange> pushes = new ArrayList<>();
        for (Action action : List.of(Action.ADD, Action.MODIFY, Action.DELETE)) {
            List<Item> ofKind = items.stream().filter(i -> i.action() == action).toList();
            for (int at = 0; at < ofKind.size(); at += maxItems) {
                pushes.add(new RosterExchange(ofKind.subList(at, Math.min(at + maxItems, ofKind.size()))));
            }
        }
        return pushes;
    }

    public Element toXml() {
        return Element.builder(NAMESPACE, "x")
                .children(items.stream().map(Item::toXml).toList())
                .build();
    }

    /** As an iq, for one resource that is known to understand it (XEP-0144 section 5). */
    public Element toIq(Jid from, Jid resource, String id) {
        return Iq.request(Iq.Type.SET, from, resource, id, toXml());
    }

    /** As a message, for whichever resources there are (XEP-0144 section 5). */
    public Element toMessage(Jid from, Jid to, @Nullable String body) {
        return Element.builder(Stanza.NAMESPACE, "message")
                .attribute("from", from.toString())
                .attribute("to", to.toString())
                .childText("body", body)
                .child(toXml())
                .build();
    }

    /** Reads a push; null where the element is none, holds no usable item, or mixes actions. */
    public static @Nullable RosterExchange parse(Element x) {
        List<Item> items = new ArrayList<>();
        for (Element child : x.children(NAMESPACE, "item")) {
            Item item = Item.parse(child);
            if (item != null) {
                items.add(item);
            }
        }
        boolean oneAction = items.stream().map(Item::action).distinct().count() == 1;
        return x.is(NAMESPACE, "x") && oneAction ? new RosterExchange(items) : null;
    }
}
