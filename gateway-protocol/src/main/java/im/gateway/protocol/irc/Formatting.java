package im.gateway.protocol.irc;

/** Colours and styles inside a text, as mIRC began them and clients of today write them, taken out. */
public final class Formatting {
    private static final String STYLES = "\u0002\u000f\u0011\u0016\u001d\u001e\u001f\u0001";
    private static final char COLOUR = '\u0003';
    private static final char HEX_COLOUR = '\u0004';

    private Formatting() {}

    /** The text for a reader without styles. */
    public static String strip(String text) {
        int at = firstControl(text);
        if (at < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length()).append(text, 0, at);
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == COLOUR) {
                at = afterColour(text, at + 1, 2, false);
            } else if (c == HEX_COLOUR) {
                at = afterColour(text, at + 1, 6, true);
            } else {
                if (STYLES.indexOf(c) < 0) {
                    out.append(c);
                }
                at++;
            }
        }
        return out.toString();
    }

    private static int firstControl(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' && c != '\t') {
                return i;
            }
        }
        return -1;
    }

    /** Skips {@code fg} or {@code fg,bg}: one or two digits each, or exactly six hex digits each. A comma without digits is text. */
    private static int afterColour(String text, int start, int digits, boolean hex) {
        int foreground = afterDigits(text, start, digits, hex);
        if (foreground == start || foreground >= text.length() || text.charAt(foreground) != ',') {
            return foreground;
        }
        int background = afterDigits(text, foreground + 1, digits, hex);
        return background == foreground + 1 ? foreground : background;
    }

    private static int afterDigits(String text, int start, int most, boolean hex) {
        int at = start;
        while (at < text.length() && at < start + most && isDigit(text.charAt(at), hex)) {
            at++;
        }
        return hex && at < start + most ? start : at;
    }

    private static boolean isDigit(char c, boolean hex) {
        return (c >= '0' && c <= '9') || (hex && ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F')));
    }
}
