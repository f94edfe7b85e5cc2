package im.gateway.protocol.disco;

import im.gateway.protocol.jid.Jid;
import im.gateway.protocol.xml.Element;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an entity has under it (XEP-0030 section 4).
 *
 * @param node the node that was asked about; null for the entity itself
 */
public record DiscoItems(@Nullable String node, List<Item> items) {
    public static final String NAMESPACE = "http://jabber.org/protocol/disco#items";

    /** One of them. */
    public record Item(
            Jid jid, @Nullable String node, @Nullable String name) {
        Element toXml() {
            return Element.builder(NAMESPACE, "item")
                    .attribute("jid", jid.toString())
                    .attribute("node", node)
                    .attribute("name", name)
                    .build();
        }
    }

    public DiscoItems {
        items = List.copyOf(items);
    }

    public Element toXml() {
        return Element.builder(NAMESPACE, "query")
                .attribute("node", node)
                .children(items.stream().map(Item::toXml).toList())
                .build();
    }

    /** Reads an answer; null where the element is something else. Items without a well-formed address are left out. */
    public static @Nullable DiscoItems parse(Element query) {
        if (!query.is(NAMESPACE, "query")) {
            return null;
        }
        List<Item> items = new ArrayList<>();
        for (Element item : query.children(NAMESPACE, "item")) {
            Jid jid = Jid.parse(item.attribute("jid", ""));
            if (jid != null) {
                items.add(new Item(jid, item.attribute("node"), item.attribute("name")));
            }
        }
        return new DiscoItems(query.attribute("node"), items);
    }
}
