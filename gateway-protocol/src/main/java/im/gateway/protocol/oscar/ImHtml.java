package im.gateway.protocol.oscar;

import java.util.Locale;
import java.util.Map;

/**
 * Between the HTML in which AIM users write and plain text. A scanner of its own, not an HTML library: the dialect has a dozen tags and no nesting that matters, and
 * this module has no weight to give away for a document tree of each message.
 */
public final class ImHtml {
    private static final Map<String, String> ENTITIES =
            Map.of("amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'", "nbsp", " ");
    private static final int MAX_ENTITY_LENGTH = 9;

    private ImHtml() {}

    /** The text as HTML that shows the same. */
    public static String fromText(String text) {
        StringBuilder html = new StringBuilder("<HTML><BODY>");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> html.append("&amp;");
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '"' -> html.append("&quot;");
                case '\n' -> html.append("<BR>");
                case '\r' -> {}
                default -> html.append(c);
            }
        }
        return html.append("</BODY></HTML>").toString();
    }

    /** What a reader sees of the HTML; the target of a link stands after its text. Never fails: what is no tag is text. */
    public static String toText(String html) {
        StringBuilder text = new StringBuilder();
        String target = "";
        int linkBegan = 0;
        int at = 0;
        while (at < html.length()) {
            char c = html.charAt(at);
            int end = c == '<' ? tagEnd(html, at) : -1;
            if (end > 0) {
                String tag = html.substring(at + 1, end);
                String name = tagName(tag);
                if (name.equals("a")) {
                    target = attribute(tag, "href");
                    linkBegan = text.length();
                } else if (name.equals("/a")) {
                    closeLink(text, linkBegan, target);
                    target = "";
                } else if (breaksLine(name) && (name.startsWith("br") || !text.isEmpty())) {
                    text.append('\n');
                }
                at = end + 1;
            } else if (c == '&') {
                at = entity(html, at, text);
            } else {
                if (c != '\r' && c != '\n') {
                    text.append(c);
                }
                at++;
            }
        }
        return text.toString();
    }

    /** Whether it begins as those messages do that certainly are HTML. */
    public static boolean looksLikeHtml(String text) {
        return text.regionMatches(true, 0, "<html", 0, 5) || text.regionMatches(true, 0, "<font", 0, 5);
    }

    /** Where the tag that begins here ends; -1 where none begins: a tag has a letter, a slash or a bang after the bracket. */
    private static int tagEnd(String html, int at) {
        if (at + 1 >= html.length()) {
            return -1;
        }
        char next = html.charAt(at + 1);
        return Character.isLetter(next) || next == '/' || next == '!' ? html.indexOf('>', at) : -1;
    }

    private static String tagName(String tag) {
        int end = tag.startsWith("/") ? 1 : 0;
        while (end < tag.length() && Character.isLetterOrDigit(tag.charAt(end))) {
            end++;
        }
        return tag.substring(0, end).toLowerCase(Locale.ROOT);
    }

    private static boolean breaksLine(String name) {
        return name.equals("br") || name.equals("p") || name.equals("div") || name.equals("hr") || name.equals("li");
    }

    private static String attribute(String tag, String name) {
        int at = tag.toLowerCase(Locale.ROOT).indexOf(name + "=");
        if (at < 0) {
            return "";
        }
        int from = at + name.length() + 1;
        char quote = from < tag.length() ? tag.charAt(from) : ' ';
        boolean quoted = quote == '"' || quote == '\'';
        int begin = quoted ? from + 1 : from;
        int end = tag.indexOf(quoted ? quote : ' ', begin);
        return unescape(tag.substring(begin, end < 0 ? tag.length() : end));
    }

    private static void closeLink(StringBuilder text, int began, String target) {
        String label = text.substring(Math.min(began, text.length()));
        if (target.isEmpty() || label.equals(target)) {
            return;
        }
        text.append(label.isEmpty() ? target : " (" + target + ")");
    }

    private static String unescape(String value) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < value.length()) {
            if (value.charAt(at) == '&') {
                at = entity(value, at, out);
            } else {
                out.append(value.charAt(at++));
            }
        }
        return out.toString();
    }

    /** Appends what the entity stands for, or the ampersand where there is none, and says where to go on. */
    private static int entity(String html, int at, StringBuilder text) {
        int end = html.indexOf(';', at);
        if (end > at + 1 && end - at <= MAX_ENTITY_LENGTH) {
            String name = html.substring(at + 1, end);
            String known = ENTITIES.get(name.toLowerCase(Locale.ROOT));
            int codePoint = known == null ? number(name) : -1;
            if (known != null || codePoint > 0) {
                text.append(known != null ? known : Character.toString(codePoint));
                return end + 1;
            }
        }
        text.append('&');
        return at + 1;
    }

    /** The code point of {@code #65} or {@code #x41}; -1 for none. */
    private static int number(String name) {
        if (!name.startsWith("#")) {
            return -1;
        }
        boolean hex = name.regionMatches(true, 1, "x", 0, 1);
        try {
            int codePoint = Integer.parseInt(name, hex ? 2 : 1, name.length(), hex ? 16 : 10);
            return Character.isValidCodePoint(codePoint) ? codePoint : -1;
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
