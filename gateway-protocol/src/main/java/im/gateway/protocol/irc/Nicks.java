package im.gateway.protocol.irc;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The names that IRC users can have (RFC 2812 section 2.3.1, and the UTF-8 networks of today). */
public final class Nicks {
    /** Longer than any server's NICKLEN that is known. */
    private static final int MAX_LENGTH = 64;

    private static final String FORBIDDEN = " \t,*?!@.:#&$%+/\"'<>";

    private Nicks() {}

    /**
     * The form that is equal for every spelling of a nick on any server: lower case. Brackets, which are letters on some servers only, are
     * left alone: sessions fold them by what their server says.
     *
     * @return null where no server can have a user of that name
     */
    public static @Nullable String canonical(String typed) {
        String nick = typed.strip();
        if (nick.isEmpty() || nick.length() > MAX_LENGTH) {
            return null;
        }
        char first = nick.charAt(0);
        if ((first >= '0' && first <= '9') || first == '-') {
            return null;
        }
        for (int i = 0; i < nick.length(); i++) {
            char c = nick.charAt(i);
            boolean control = Character.isISOControl(c) || Character.isWhitespace(c) || Character.isSpaceChar(c);
            if (control || FORBIDDEN.indexOf(c) >= 0 || isUnpaired(nick, i)) {
                return null;
            }
        }
        return nick.toLowerCase(Locale.ROOT);
    }

    private static boolean isUnpaired(String text, int at) {
        char c = text.charAt(at);
        if (Character.isHighSurrogate(c)) {
            return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
        }
        return Character.isLowSurrogate(c) && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
    }
}
