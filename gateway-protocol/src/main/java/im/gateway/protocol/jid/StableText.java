package im.gateway.protocol.jid;

import java.net.IDN;
import java.text.Normalizer;

/**
 * What comes out of an XMPP server as it went in, whichever way the server normalises localparts: by PRECIS's UsernameCaseMapped
 * (RFC 8265 section 3.3), or by nodeprep (RFC 3920 appendix A) as Prosody 0.12 and ejabberd 23 do. The two differ: nodeprep turns
 * {@code ß} into {@code ss} and full-width letters into ASCII, and knows no character that is younger than Unicode 3.2.
 */
final class StableText {
    private StableText() {}

    /** Visible, and not upper case. Characters that XEP-0106 escapes are not asked about here. */
    static boolean isStableAscii(int c) {
        return c > ' ' && c < 0x7F && !(c >= 'A' && c <= 'Z');
    }

    /** Whether a character beyond ASCII is left alone, as far as that depends on it and not on its neighbours. */
    static boolean isStableCharacter(int codePoint) {
        String alone = Character.toString(codePoint);
        // A mark or a digit may stand after a letter, though not at the beginning: a Latin or a Hebrew one, for the
        // direction.
        boolean precis = JidParser.isNormalLocal(alone)
                || JidParser.isNormalLocal("a" + alone)
                || JidParser.isNormalLocal("\u05D0" + alone);
        return precis && isNodeprepStable(alone);
    }

    /** Whether a text of stable characters is left alone as a whole. */
    static boolean isStable(String local) {
        return isAscii(local)
                || (JidParser.isNormalLocal(local)
                        && Normalizer.isNormalized(local, Normalizer.Form.NFKC)
                        && hasOneDirection(local));
    }

    /**
     * Beyond ASCII nodeprep and nameprep (RFC 3491) map, normalise and prohibit the same characters, and nameprep is what the JDK has,
     * with Unicode 3.2, inside its host names.
     */
    private static boolean isNodeprepStable(String character) {
        try {
            return IDN.toUnicode(IDN.toASCII(character)).equals(character);
        } catch (IllegalArgumentException prohibited) {
            return false;
        }
    }

    /** The rule of stringprep (RFC 3454 section 6): with a right-to-left character, one at both ends, and no left-to-right one. */
    private static boolean hasOneDirection(String text) {
        boolean anyRight = text.codePoints().anyMatch(StableText::isRightToLeft);
        boolean anyLeft = text.codePoints()
                .anyMatch(c -> Character.getDirectionality(c) == Character.DIRECTIONALITY_LEFT_TO_RIGHT);
        return !anyRight
                || (!anyLeft
                        && isRightToLeft(text.codePointAt(0))
                        && isRightToLeft(text.codePointBefore(text.length())));
    }

    private static boolean isRightToLeft(int codePoint) {
        byte direction = Character.getDirectionality(codePoint);
        return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }
}
