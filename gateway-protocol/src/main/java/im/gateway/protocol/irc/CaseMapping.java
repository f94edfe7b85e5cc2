package im.gateway.protocol.irc;

import java.util.Locale;

/** When two nicks are one: CASEMAPPING of RPL_ISUPPORT. */
public enum CaseMapping {
    /** Only the letters A to Z. */
    ASCII,
    /** RFC 2812 section 2.2: with <code>{ | } ^</code> as the lower case of <code>[ \ ] ~</code>. */
    RFC1459,
    /** As {@link #RFC1459} without the last pair. */
    STRICT_RFC1459,
    /** The UTF-8 networks' (ergo's {@code precis} and {@code permissive}, {@code rfc7613}, {@code utf8}), near enough. */
    UNICODE;

    /** By its word on the wire. One that is not known counts as {@link #RFC1459}, which is what RFC 2812 says of a server that is silent. */
    public static CaseMapping ofWire(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "ascii" -> ASCII;
            case "strict-rfc1459", "rfc1459-strict" -> STRICT_RFC1459;
            case "precis", "permissive", "rfc7613", "rfc8265", "rfc3454", "utf8" -> UNICODE;
            default -> RFC1459;
        };
    }

    /** The form that is equal for two spellings of one name. */
    public String fold(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (folded(name.charAt(i)) != name.charAt(i)) {
                return foldAll(name);
            }
        }
        return this == UNICODE ? name.toLowerCase(Locale.ROOT) : name;
    }

    private String foldAll(String name) {
        StringBuilder out = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            out.append(folded(name.charAt(i)));
        }
        return this == UNICODE ? out.toString().toLowerCase(Locale.ROOT) : out.toString();
    }

    private char folded(char c) {
        if (c >= 'A' && c <= 'Z') {
            return (char) (c + 32);
        }
        boolean bracket = (c >= '[' && c <= ']') && (this == RFC1459 || this == STRICT_RFC1459);
        if (bracket) {
            return (char) (c + 32);
        }
        return c == '~' && this == RFC1459 ? '^' : c;
    }
}
