package im.gateway.protocol.caps;

import im.gateway.protocol.disco.DiscoInfo;
import im.gateway.protocol.xml.Element;
import org.jspecify.annotations.Nullable;

/**
 * What a presence says of its sender's abilities (XEP-0115 section 4).
 *
 * @param hash the algorithm of {@code ver}, {@code sha-1} in our own
 * @param node names the software
 * @param ver the hash of what service discovery answers, in base64
 */
public record Caps(String hash, String node, String ver) {
    public static final String NAMESPACE = "http://jabber.org/protocol/caps";

    /** The abilities that {@code info} describes. */
    public static Caps of(String node, DiscoInfo info) {
        return new Caps(VerificationString.ALGORITHM, node, VerificationString.of(info));
    }

    /** The node under which service discovery is asked for just these abilities (XEP-0115 section 6.2). */
    public String discoNode() {
        return node + "#" + ver;
    }

    public Element toXml() {
        return Element.builder(NAMESPACE, "c")
                .attribute("hash", hash)
                .attribute("node", node)
                .attribute("ver", ver)
                .build();
    }

    /** The capabilities in a presence; null where there are none, or those of the protocol before version 1.4, which had no hash. */
    public static @Nullable Caps of(Element presence) {
        Element c = presence.child(NAMESPACE, "c");
        if (c == null) {
            return null;
        }
        String hash = c.attribute("hash");
        String node = c.attribute("node");
        String ver = c.attribute("ver");
        return hash == null || node == null || ver == null ? null : new Caps(hash, node, ver);
    }
}
