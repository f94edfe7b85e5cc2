package im.gateway.protocol.disco;

import im.gateway.protocol.dataform.DataForm;
import im.gateway.protocol.xml.Element;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an entity is and can do (XEP-0030 section 3).
 *
 * @param node the node that was asked about; null for the entity itself
 * @param identities what it is
 * @param features the namespaces that it understands
 * @param forms further facts as data forms (XEP-0128)
 */
public record DiscoInfo(@Nullable String node, List<Identity> identities, List<String> features, List<DataForm> forms) {
    public static final String NAMESPACE = "http://jabber.org/protocol/disco#info";

    public DiscoInfo {
        identities = List.copyOf(identities);
        features = List.copyOf(features);
        forms = List.copyOf(forms);
    }

    public static DiscoInfo of(Identity identity, List<String> features) {
        return new DiscoInfo(null, List.of(identity), features, List.of());
    }

    /** The same facts as an answer that repeats the node of the question (XEP-0030 section 3.2). */
    public DiscoInfo at(@Nullable String askedNode) {
        return new DiscoInfo(askedNode, identities, features, forms);
    }

    public Element toXml() {
        return Element.builder(NAMESPACE, "query")
                .attribute("node", node)
                .children(identities.stream().map(Identity::toXml).toList())
                .children(features.stream()
                        .map(f -> Element.builder(NAMESPACE, "feature")
                                .attribute("var", f)
                                .build())
                        .toList())
                .children(forms.stream().map(DataForm::toXml).toList())
                .build();
    }

    /** Reads an answer; null where the element is something else. Identities and features that lack a required attribute are left out. */
    public static @Nullable DiscoInfo parse(Element query) {
        if (!query.is(NAMESPACE, "query")) {
            return null;
        }
        return new DiscoInfo(
                query.attribute("node"),
                query.children(NAMESPACE, "identity").stream()
                        .map(Identity::parse)
                        .filter(Objects::nonNull)
                        .toList(),
                query.children(NAMESPACE, "feature").stream()
                        .map(f -> f.attribute("var"))
                        .filter(Objects::nonNull)
                        .toList(),
                query.children(DataForm.NAMESPACE, "x").stream()
                        .map(DataForm::parse)
                        .filter(Objects::nonNull)
                        .toList());
    }

    /** The question. */
    public static Element query(@Nullable String node) {
        return Element.builder(NAMESPACE, "query").attribute("node", node).build();
    }
}
