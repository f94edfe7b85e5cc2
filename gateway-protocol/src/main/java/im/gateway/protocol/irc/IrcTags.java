package im.gateway.protocol.irc;

import java.util.Map;

/** Message tags (IRCv3 message-tags): {@code key=value;key=value}, with its escaping of values. */
final class IrcTags {
    private IrcTags() {}

    /** Reads what stands between the {@code @} and the first space. Never fails; the last of two equal keys holds. */
    static TagMap parse(String text) {
        TagMap tags = TagMap.NONE;
        int start = 0;
        while (start < text.length()) {
            int semicolon = text.indexOf(';', start);
            int end = semicolon < 0 ? text.length() : semicolon;
            int equals = text.indexOf('=', start);
            boolean valued = equals >= 0 && equals < end;
            String key = text.substring(start, valued ? equals : end);
            if (!key.isEmpty()) {
                tags = tags.with(key, valued ? unescape(text, equals + 1, end) : "");
            }
            start = end + 1;
        }
        return tags;
    }

    private static String unescape(String text, int start, int end) {
        int backslash = text.indexOf('\\', start);
        if (backslash < 0 || backslash >= end) {
            return text.substring(start, end);
        }
        StringBuilder out = new StringBuilder(end - start);
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c != '\\') {
                out.append(c);
            } else if (++i < end) {
                out.append(unescaped(text.charAt(i)));
            }
        }
        return out.toString();
    }

    private static char unescaped(char c) {
        return switch (c) {
            case ':' -> ';';
            case 's' -> ' ';
            case 'r' -> '\r';
            case 'n' -> '\n';
            default -> c;
        };
    }

    static void write(Map<String, String> tags, StringBuilder out) {
        char separator = '@';
        for (Map.Entry<String, String> tag : tags.entrySet()) {
            requireKey(tag.getKey());
            out.append(separator).append(tag.getKey());
            if (!tag.getValue().isEmpty()) {
                out.append('=');
                escape(tag.getValue(), out);
            }
            separator = ';';
        }
        if (separator == ';') {
            out.append(' ');
        }
    }

    private static void requireKey(String key) {
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            boolean allowed = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || "+-./".indexOf(c) >= 0;
            if (!allowed) {
                throw new IllegalArgumentException(
                        "tag key at " + i + ": " + (int) c + " (expected: letters, digits, + - . /)");
            }
        }
        if (key.isEmpty()) {
            throw new IllegalArgumentException("tag key: empty (expected: letters, digits, + - . /)");
        }
    }

    private static void escape(String value, StringBuilder out) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case ';' -> out.append("\\:");
                case ' ' -> out.append("\\s");
                case '\\' -> out.append("\\\\");
                case '\r' -> out.append("\\r");
                case '\n' -> out.append("\\n");
                case '\0' -> throw new IllegalArgumentException("tag value: NUL (expected: none)");
                default -> out.append(c);
            }
        }
    }
}
