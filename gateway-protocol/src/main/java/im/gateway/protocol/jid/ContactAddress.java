package im.gateway.protocol.jid;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The localpart of a legacy user's address, made from the legacy user's name and turned back into it (XEP-0100 section 6.2).
 *
 * <p>What a localpart cannot hold is escaped as in XEP-0106. That leaves out what normalisation would change or refuse: upper case
 * on a network where case matters, a space at an end, control characters, emoji, compatibility forms. Such a character is written as
 * <code>&#92;u{hex}</code>, the code point in lower-case hexadecimal, which software that knows XEP-0106 only shows as it stands.
 *
 * <p>Names and addresses are in bijection: each name has one address, no two names share one, and a localpart that is not the
 * address of its own name has none. The address survives servers that normalise by PRECIS (RFC 7622) and those that normalise by
 * nodeprep (RFC 3920, Unicode 3.2), see {@link StableText}.
 */
public final class ContactAddress {
    private static final String OPEN = "\\u{";
    private static final int MAX_HEX_DIGITS = 6;

    /** Characters that stand for themselves wherever they are, by code point; asked for each message. */
    private static final boolean[] PLAIN = new boolean[0x80];

    static {
        for (char c = 0; c < PLAIN.length; c++) {
            PLAIN[c] = c != '\\' && StableText.isStableAscii(c) && JidEscaping.code(String.valueOf(c), 0) == null;
        }
    }

    private ContactAddress() {}

    /**
     * The address's localpart.
     *
     * @param name the legacy user's name, in its network's canonical form
     * @return null where there can be none: the name is empty, or too long for an address (1023 bytes)
     */
    public static @Nullable String localpart(String name) {
        if (isPlain(name)) {
            return name;
        }
        if (name.isEmpty() || name.length() > JidParser.MAX_PART_BYTES) {
            return null;
        }
        String local = encode(name, false);
        if (!StableText.isStable(local)) {
            // Each character is harmless, but not their sequence (writing directions, composition): ASCII is in any
            // order.
            local = encode(name, true);
        }
        return local.length() <= JidParser.MAX_PART_BYTES
                        && local.getBytes(StandardCharsets.UTF_8).length <= JidParser.MAX_PART_BYTES
                ? local
                : null;
    }

    /** The address of a legacy user at a gateway, see {@link #localpart}; null where there can be none. */
    public static @Nullable Jid of(String name, String gatewayDomain) {
        String local = localpart(name);
        return local == null ? null : new BareJid(local, gatewayDomain).asJid();
    }

    /**
     * The name of the legacy user whom an address means. It is for the network to say whether there can be such a name, and whether
     * it is a canonical one.
     *
     * @return null where no name has this address
     */
    public static @Nullable String legacyName(Jid address) {
        String local = address.local();
        return local == null ? null : name(local);
    }

    /** The name of the legacy user with this localpart, normalised as it comes over the wire; null where no name has it. */
    public static @Nullable String name(String local) {
        if (isPlain(local)) {
            return local;
        }
        String name = decode(local);
        return local.equals(localpart(name)) ? name : null;
    }

    /** Nearly every name: nothing in it is escaped, so it is its own address. */
    private static boolean isPlain(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c >= PLAIN.length || !PLAIN[c]) {
                return false;
            }
        }
        return !name.isEmpty() && name.length() <= JidParser.MAX_PART_BYTES;
    }

    private static String encode(String name, boolean asciiOnly) {
        StringBuilder out = new StringBuilder(name.length() + 8);
        int codePoint;
        for (int i = 0; i < name.length(); i += Character.charCount(codePoint)) {
            codePoint = name.codePointAt(i);
            boolean atAnEnd = i == 0 || i + 1 == name.length();
            String code = JidEscaping.code(name, i);
            boolean literalOpen = name.startsWith(OPEN, i);
            if (code != null && !(codePoint == ' ' && atAnEnd)) {
                out.append('\\').append(code);
            } else if (literalOpen) {
                out.append("\\5c");
            } else if (isWrittenAsIs(codePoint, asciiOnly)) {
                out.appendCodePoint(codePoint);
            } else {
                out.append(OPEN).append(Integer.toHexString(codePoint)).append('}');
            }
        }
        return out.toString();
    }

    private static boolean isWrittenAsIs(int codePoint, boolean asciiOnly) {
        return codePoint < 0x80
                ? StableText.isStableAscii(codePoint)
                : !asciiOnly && StableText.isStableCharacter(codePoint);
    }

    private static String decode(String local) {
        if (local.indexOf('\\') < 0) {
            return local;
        }
        StringBuilder out = new StringBuilder(local.length());
        for (int i = 0; i < local.length(); i++) {
            char c = local.charAt(i);
            int escaped = c == '\\' ? JidEscaping.charOfSequence(local, i + 1) : -1;
            int codePoint = c == '\\' ? codePointAt(local, i) : -1;
            if (escaped >= 0) {
                out.append((char) escaped);
                i += 2;
            } else if (codePoint >= 0) {
                out.appendCodePoint(codePoint);
                i = local.indexOf('}', i);
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    /** The code point of the sequence that begins here, or -1 where there is none. */
    private static int codePointAt(String local, int at) {
        int close = local.startsWith(OPEN, at) ? local.indexOf('}', at) : -1;
        int digits = close - at - OPEN.length();
        if (close < 0 || digits < 1 || digits > MAX_HEX_DIGITS) {
            return -1;
        }
        int codePoint = 0;
        for (int i = at + OPEN.length(); i < close; i++) {
            int digit = Character.digit(local.charAt(i), 16);
            if (digit < 0) {
                return -1;
            }
            codePoint = codePoint * 16 + digit;
        }
        return Character.isValidCodePoint(codePoint) ? codePoint : -1;
    }
}
