package im.gateway.protocol.jid;

import org.jspecify.annotations.Nullable;

/**
 * JID escaping (XEP-0106): the ten characters that a localpart cannot hold, each as a backslash and two lower-case hexadecimal
 * digits. A backslash itself is escaped only where it begins what would be read as one of these sequences (section 4.2, step 3), so
 * that {@code unescape(escape(s))} is {@code s} for every text.
 *
 * <p>For the address of a legacy user take {@link ContactAddress}, which also covers what this escaping leaves out.
 */
public final class JidEscaping {
    /** The feature by which a gateway says that it understands escaped addresses (XEP-0106 section 6; the name is itself escaped). */
    public static final String FEATURE = "jid\\20escaping";

    private static final String ESCAPED = " \"&'/:<>@\\";
    private static final String[] CODES = {"20", "22", "26", "27", "2f", "3a", "3c", "3e", "40", "5c"};

    private JidEscaping() {}

    /**
     * Escapes a text that is not escaped.
     *
     * @return null for a text that begins or ends with a space: {@code \20} is never first or last (section 4.1, rule 6)
     */
    public static @Nullable String escape(String text) {
        if (text.startsWith(" ") || text.endsWith(" ")) {
            return null;
        }
        StringBuilder out = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            String code = code(text, i);
            if (code == null) {
                out.append(text.charAt(i));
            } else {
                out.append('\\').append(code);
            }
        }
        return out.toString();
    }

    /** Replaces the ten sequences, once and from left to right; all else stays, incomplete and unknown sequences too (section 4.3). */
    public static String unescape(String local) {
        if (local.indexOf('\\') < 0) {
            return local;
        }
        StringBuilder out = new StringBuilder(local.length());
        for (int i = 0; i < local.length(); i++) {
            int sequence = local.charAt(i) == '\\' ? sequenceAt(local, i + 1) : -1;
            if (sequence < 0) {
                out.append(local.charAt(i));
            } else {
                out.append(ESCAPED.charAt(sequence));
                i += 2;
            }
        }
        return out.toString();
    }

    /** The two digits for the character at this place of a text that is not escaped; null where it stays as it is. */
    static @Nullable String code(String text, int at) {
        char c = text.charAt(at);
        int index = ESCAPED.indexOf(c);
        boolean harmlessBackslash = c == '\\' && sequenceAt(text, at + 1) < 0;
        return index < 0 || harmlessBackslash ? null : CODES[index];
    }

    /** The character that the sequence with these digits stands for, or -1 where they are none. */
    static int charOfSequence(String local, int digitsAt) {
        int sequence = sequenceAt(local, digitsAt);
        return sequence < 0 ? -1 : ESCAPED.charAt(sequence);
    }

    private static int sequenceAt(String text, int at) {
        for (int i = 0; i < CODES.length; i++) {
            if (text.startsWith(CODES[i], at)) {
                return i;
            }
        }
        return -1;
    }
}
