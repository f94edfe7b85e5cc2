package im.gateway.protocol.disco;

import im.gateway.protocol.xml.Element;
import org.jspecify.annotations.Nullable;

/**
 * What an entity is (XEP-0030 section 3.1).
 *
 * @param category the registered category, {@code gateway} say
 * @param type the registered type in it, {@code aim} say
 * @param lang the language of {@code name}; null for not said
 * @param name a name for people; null for none
 */
public record Identity(
        String category,
        String type,
        @Nullable String lang,
        @Nullable String name) {
    public static Identity of(String category, String type, @Nullable String name) {
        return new Identity(category, type, null, name);
    }

    public Element toXml() {
        return Element.builder(DiscoInfo.NAMESPACE, "identity")
                .attribute("category", category)
                .attribute("type", type)
                .attribute(Element.LANG, lang)
                .attribute("name", name)
                .build();
    }

    /** Reads an identity; null where it lacks its category or its type. */
    static @Nullable Identity parse(Element identity) {
        String category = identity.attribute("category");
        String type = identity.attribute("type");
        return category == null || type == null
                ? null
                : new Identity(category, type, identity.attribute(Element.LANG), identity.attribute("name"));
    }
}
