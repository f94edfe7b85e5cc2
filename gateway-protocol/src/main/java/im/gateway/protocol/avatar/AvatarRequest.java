package im.gateway.protocol.avatar;

import im.gateway.protocol.xml.Element;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request for items of one of the two nodes of a user's picture (XEP-0060 section 6.5), and its answers.
 *
 * @param node {@link #METADATA} or {@link #DATA}
 * @param id of the picture that is wanted, its SHA-1 in hexadecimal; null for the newest
 */
public record AvatarRequest(String node, @Nullable String id) {
    public static final String PUBSUB = "http://jabber.org/protocol/pubsub";
    /** What a service that answers such requests says in service discovery. */
    public static final String RETRIEVE_ITEMS = "http://jabber.org/protocol/pubsub#retrieve-items";
    /** The node of what is known of the picture, and the namespace of its items. */
    public static final String METADATA = "urn:xmpp:avatar:metadata";
    /** The node of the picture itself, and the namespace of its items. */
    public static final String DATA = "urn:xmpp:avatar:data";

    private static final Set<String> NODES = Set.of(METADATA, DATA);

    /** Reads the payload of an iq get; null where it asks for something else. */
    public static @Nullable AvatarRequest parse(Element pubsub) {
        Element items = pubsub.is(PUBSUB, "pubsub") ? pubsub.child(PUBSUB, "items") : null;
        String node = items == null ? null : items.attribute("node");
        if (items == null || node == null || !NODES.contains(node)) {
            return null;
        }
        List<Element> wanted = items.children(PUBSUB, "item");
        return new AvatarRequest(node, wanted.isEmpty() ? null : wanted.get(0).attribute("id"));
    }

    public boolean wantsData() {
        return node.equals(DATA);
    }

    /** Whether the picture of that name is what is wanted. */
    public boolean matches(String sha1) {
        return id == null || id.equalsIgnoreCase(sha1);
    }

    /**
     * The answer with what is known of the picture (XEP-0084 section 4.2).
     *
     * @param bytes of the picture
     */
    public Element metadata(String sha1, String mediaType, int bytes) {
        return answer(AvatarMetadata.item(PUBSUB, sha1, mediaType, bytes));
    }

    /** The answer with the picture itself (XEP-0084 section 4.1). */
    public Element data(String sha1, String base64) {
        return answer(Element.builder(PUBSUB, "item")
                .attribute("id", sha1)
                .child(Element.ofText(DATA, "data", base64))
                .build());
    }

    private Element answer(Element item) {
        Element items = Element.builder(PUBSUB, "items")
                .attribute("node", node)
                .child(item)
                .build();
        return Element.builder(PUBSUB, "pubsub").child(items).build();
    }
}
