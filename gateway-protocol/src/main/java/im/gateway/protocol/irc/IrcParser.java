package im.gateway.protocol.irc;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The text of one line, without its end, to an {@link IrcLine}. */
final class IrcParser {
    /** RFC 2812 allows 15; servers of today send more in a few replies, and the line's length bounds it anyway. */
    private static final int MAX_PARAMS = 64;

    private final String text;
    private int at;

    private IrcParser(String text) {
        this.text = text;
    }

    /** The line, or null where the text is none: it is empty, lacks a command, or has one that is no word. */
    static @Nullable IrcLine parse(String text) {
        return new IrcParser(text).line();
    }

    private @Nullable IrcLine line() {
        skipSpaces();
        Map<String, String> tags = Map.of();
        if (peek() == '@') {
            at++;
            tags = IrcTags.parse(word());
        }
        IrcSource source = null;
        if (peek() == ':') {
            at++;
            source = IrcSource.parse(word());
        }
        String command = word();
        return isCommand(command) ? new IrcLine(tags, source, command.toUpperCase(Locale.ROOT), params()) : null;
    }

    private List<String> params() {
        List<String> params = new ArrayList<>(4);
        while (at < text.length()) {
            if (peek() == ':' || params.size() == MAX_PARAMS - 1) {
                params.add(text.substring(peek() == ':' ? at + 1 : at));
                break;
            }
            params.add(word());
        }
        return params;
    }

    /** Up to the next space, which is skipped with those that follow it. */
    private String word() {
        int space = text.indexOf(' ', at);
        int end = space < 0 ? text.length() : space;
        String word = text.substring(at, end);
        at = end;
        skipSpaces();
        return word;
    }

    private void skipSpaces() {
        while (peek() == ' ') {
            at++;
        }
    }

    /** The next character; NUL, which no line holds, at the end. */
    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private static boolean isCommand(String word) {
        boolean numeric = word.length() == 3;
        boolean letters = !word.isEmpty();
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            numeric &= c >= '0' && c <= '9';
            letters &= (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        }
        return numeric || letters;
    }
}
