package im.gateway.protocol.version;

import im.gateway.protocol.xml.Element;
import org.jspecify.annotations.Nullable;

/**
 * Which software answers (XEP-0092 section 3).
 *
 * @param os the operating system; null to keep it to oneself (section 5)
 */
public record SoftwareVersion(
        String name, String version, @Nullable String os) {
    public static final String NAMESPACE = "jabber:iq:version";

    public Element toXml() {
        return Element.builder(NAMESPACE, "query")
                .childText("name", name)
                .childText("version", version)
                .childText("os", os)
                .build();
    }

    /** Reads an answer; null where it lacks the name or the version. */
    public static @Nullable SoftwareVersion parse(Element query) {
        String name = query.is(NAMESPACE, "query") ? query.childText(NAMESPACE, "name") : null;
        String version = query.childText(NAMESPACE, "version");
        return name == null || version == null
                ? null
                : new SoftwareVersion(name, version, query.childText(NAMESPACE, "os"));
    }
}
