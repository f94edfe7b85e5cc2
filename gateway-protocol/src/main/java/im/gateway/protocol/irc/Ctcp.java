package im.gateway.protocol.irc;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A client-to-client request inside a message: {@code \x01COMMAND argument\x01}.
 *
 * @param command upper case
 * @param argument empty where there is none
 */
public record Ctcp(String command, String argument) {
    private static final char MARK = '\u0001';

    /** Reads it, or null where the text is an ordinary one. The mark at the end may be missing, as it is where a server cut the line. */
    public static @Nullable Ctcp parse(String text) {
        if (text.length() < 2 || text.charAt(0) != MARK) {
            return null;
        }
        int end = text.charAt(text.length() - 1) == MARK ? text.length() - 1 : text.length();
        String inner = text.substring(1, end);
        int space = inner.indexOf(' ');
        String command = space < 0 ? inner : inner.substring(0, space);
        return new Ctcp(command.toUpperCase(Locale.ROOT), space < 0 ? "" : inner.substring(space + 1));
    }

    /** The text of a message that carries it. */
    public String wire() {
        return MARK + command + (argument.isEmpty() ? "" : " " + argument) + MARK;
    }
}
