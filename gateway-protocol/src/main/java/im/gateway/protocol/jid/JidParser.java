package im.gateway.protocol.jid;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import rocks.xmpp.precis.PrecisProfiles;

/**
 * Text to {@link Jid} (RFC 7622 section 3). ASCII, which is nearly all there is, needs no PRECIS profile and takes a short way;
 * everything else goes through the profile of its part.
 */
final class JidParser {
    static final int MAX_PART_BYTES = 1023;
    private static final String FORBIDDEN_IN_LOCAL = "\"&'/:<>@";
    private static final Pattern IPV6_LITERAL = Pattern.compile("\\[[0-9a-f]*:[0-9a-f:.]*:[0-9a-f.]*]");

    private JidParser() {}

    static @Nullable Jid parse(String text) {
        int slash = text.indexOf('/');
        String beforeResource = slash < 0 ? text : text.substring(0, slash);
        int at = beforeResource.indexOf('@');
        try {
            String domain = domain(beforeResource.substring(at + 1));
            String local = at < 0 ? null : local(beforeResource.substring(0, at));
            String resource = slash < 0 ? null : resource(text.substring(slash + 1));
            return Jid.ofNormalised(new BareJid(local, domain), resource);
        } catch (IllegalArgumentException malformed) {
            // The PRECIS library reports a forbidden code point by an exception: it becomes a value here.
            return null;
        }
    }

    /** Whether a localpart is one, and stays as it is when it is normalised. */
    static boolean isNormalLocal(String local) {
        try {
            return local(local).equals(local);
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    private static String domain(String domain) {
        // The final dot of a host name goes before anything else is looked at (RFC 7622 section 3.2).
        String text = domain.endsWith(".") ? domain.substring(0, domain.length() - 1) : domain;
        if (isPlainHost(text)) {
            return sized(text, "domain");
        }
        String lower = text.toLowerCase(java.util.Locale.ROOT);
        return sized(IPV6_LITERAL.matcher(lower).matches() ? lower : PrecisProfiles.IDN.enforce(text), "domain");
    }

    /** Lower-case letters, digits and hyphens in labels, none of them empty or with a hyphen at an end, none an A-label. */
    private static boolean isPlainHost(String text) {
        char before = '.';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letterOrDigit = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            boolean inside = c == '-' && before != '.';
            boolean dot = c == '.' && before != '.' && before != '-';
            if (!letterOrDigit && !inside && !dot) {
                return false;
            }
            before = c;
        }
        return before != '.' && before != '-' && !text.contains("xn--");
    }

    private static String local(String local) {
        String text = isVisibleAscii(local) ? lowerCase(local) : PrecisProfiles.USERNAME_CASE_MAPPED.enforce(local);
        for (int i = 0; i < text.length(); i++) {
            if (FORBIDDEN_IN_LOCAL.indexOf(text.charAt(i)) >= 0) {
                throw new IllegalArgumentException("forbidden in a localpart: " + text.charAt(i));
            }
        }
        return sized(text, "localpart");
    }

    /** All of which UsernameCaseMapped allows and only lower-cases (RFC 8264 section 9.11, RFC 8265 section 3.3). */
    private static boolean isVisibleAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ' || text.charAt(i) >= 0x7F) {
                return false;
            }
        }
        return true;
    }

    private static String lowerCase(String ascii) {
        for (int i = 0; i < ascii.length(); i++) {
            if (ascii.charAt(i) >= 'A' && ascii.charAt(i) <= 'Z') {
                return ascii.toLowerCase(java.util.Locale.ROOT);
            }
        }
        return ascii;
    }

    private static String resource(String resource) {
        boolean plain = true;
        for (int i = 0; i < resource.length() && plain; i++) {
            plain = resource.charAt(i) >= 0x20 && resource.charAt(i) < 0x7F;
        }
        return sized(plain ? resource : PrecisProfiles.OPAQUE_STRING.enforce(resource), "resource");
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
