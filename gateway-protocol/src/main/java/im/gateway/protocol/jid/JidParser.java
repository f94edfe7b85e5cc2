package im.gateway.protocol.jid;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import rocks.xmpp.precis.PrecisProfiles;

/**
 * Text to {@link Jid} (RFC 7622 section 3). Plain lower-case ASCII, which is nearly all there is, needs no profile and takes a short
 * way; everything else goes through PRECIS.
 */
final class JidParser {
    private static final int MAX_PART_BYTES = 1023;
    private static final String FORBIDDEN_IN_LOCAL = "\"&'/:<>@";

    private JidParser() {}

    static @Nullable Jid parse(String text) {
        int slash = text.indexOf('/');
        String beforeResource = slash < 0 ? text : text.substring(0, slash);
        String resource = slash < 0 ? null : text.substring(slash + 1);
        int at = beforeResource.indexOf('@');
        String local = at < 0 ? null : beforeResource.substring(0, at);
        String domain = beforeResource.substring(at + 1);
        try {
            String normalDomain = domain(domain);
            String normalLocal = local == null ? null : local(local);
            String normalResource = resource == null ? null : resource(resource);
            return Jid.ofNormalised(new BareJid(normalLocal, normalDomain), normalResource);
        } catch (IllegalArgumentException malformed) {
            // The PRECIS library reports a forbidden code point by an exception: it becomes a value here.
            return null;
        }
    }

    private static String domain(String domain) {
        String text = domain.endsWith(".") ? domain.substring(0, domain.length() - 1) : domain;
        if (!isPlain(text, true)) {
            text = PrecisProfiles.IDN.enforce(text);
        }
        return sized(text, "domain");
    }

    private static String local(String local) {
        String text = isPlain(local, false) ? local : PrecisProfiles.USERNAME_CASE_MAPPED.enforce(local);
        for (int i = 0; i < text.length(); i++) {
            if (FORBIDDEN_IN_LOCAL.indexOf(text.charAt(i)) >= 0) {
                throw new IllegalArgumentException("forbidden in a localpart: " + text.charAt(i));
            }
        }
        return sized(text, "localpart");
    }

    private static String resource(String resource) {
        boolean plain = true;
        for (int i = 0; i < resource.length() && plain; i++) {
            plain = resource.charAt(i) >= 0x20 && resource.charAt(i) < 0x7F;
        }
        return sized(plain ? resource : PrecisProfiles.OPAQUE_STRING.enforce(resource), "resource");
    }

    private static boolean isPlain(String text, boolean domain) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean allowed = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
            if (!allowed && (domain || (c != '_' && c != '\\'))) {
                return false;
            }
        }
        return true;
    }

    private static String sized(String part, String what) {
        boolean tooLong =
                part.length() > MAX_PART_BYTES / 4 && part.getBytes(StandardCharsets.UTF_8).length > MAX_PART_BYTES;
        if (part.isEmpty() || tooLong) {
            throw new IllegalArgumentException(what + " length: " + part.length() + " (expected: 1 to 1023 bytes)");
        }
        return part;
    }
}
