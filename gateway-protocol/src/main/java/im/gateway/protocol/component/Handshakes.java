package im.gateway.protocol.component;

import im.gateway.protocol.xml.Element;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What both sides of the handshake have in common (XEP-0114 section 3). */
final class Handshakes {
    /** The content namespace of a stream that a component accepts from its server's port. */
    static final String NAMESPACE = "jabber:component:accept";

    static final String ELEMENT = "handshake";

    private Handshakes() {}

    /** Lower-case hexadecimal SHA-1 of the stream's id followed by the secret, both in UTF-8. */
    static String digest(String streamId, String secret) {
        try {
            byte[] input = (streamId + secret).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(input));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every Java platform has SHA-1", impossible);
        }
    }

    static boolean isHandshake(Element element) {
        return element.is(NAMESPACE, ELEMENT);
    }

    /** An element for a log: its name only, since what is in it may be private. */
    static String describe(Element element) {
        return "<" + element.name() + "> in namespace " + element.namespace();
    }
}
